import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('unsuppress')
    .description('let an address be emailed again, and take it off SES’s suppression list')
    .argument('<email>')
    .requiredOption('--why <text>', 'the reason, which is stored')
    .action(
      withService((service, output, email: string, { why }: { why: string }) =>
        unsuppress(service, output, email, why),
      ),
    );
}

async function unsuppress(
  service: Service,
  output: Output,
  email: string,
  why: string,
): Promise<void> {
  const reply = await service.call('/api/addresses/unsuppress', { email, why });
  const sentence =
    reply.outcome === 'unsuppressed' || reply.onList
      ? `${email} can be emailed again.`
      : `${email} was not suppressed.`;
  output.result(sentence, { email, ...reply });
}
