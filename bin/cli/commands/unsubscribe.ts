import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('unsubscribe')
    .description('stop all emails to an address')
    .argument('<email>')
    .action(withService((service, output, email: string) => unsubscribe(service, output, email)));
}

async function unsubscribe(service: Service, output: Output, email: string): Promise<void> {
  const reply = await service.call('/api/subscribers/unsubscribe', { email });
  const { topics } = reply;
  const change =
    topics.length === 0 ? 'followed nothing' : `no longer follows ${topics.join(', ')}`;
  output.result(`${email} ${change}.`, { email, ...reply });
}
