import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('suppress')
    .description('never email an address again, and put it on SES’s suppression list')
    .argument('<email>')
    .requiredOption('--why <text>', 'the reason, which is stored')
    .action(
      withService((service, output, email: string, { why }: { why: string }) =>
        suppress(service, output, email, why),
      ),
    );
}

async function suppress(
  service: Service,
  output: Output,
  email: string,
  why: string,
): Promise<void> {
  const reply = await service.call('/api/addresses/suppress', { email, why });
  const sentence =
    reply.outcome === 'suppressed'
      ? `No email will be sent to ${email}.`
      : `${email} was suppressed already (${reply.reason}). It is on SES’s list now.`;
  output.result(sentence, { email, ...reply });
}
