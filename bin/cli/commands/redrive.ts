import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('redrive')
    .description('move the dead letters of a queue back to it, after their cause is fixed')
    .argument('<queue>', 'a name as `briefwire stranded` shows it')
    .action(withService((service, output, queue: string) => redrive(service, output, queue)));
}

/** Repeats until the dead-letter queue is empty. */
async function redrive(service: Service, output: Output, name: string): Promise<void> {
  let moved = 0;
  let queue: string;
  let last: number;
  do {
    ({ queue, moved: last } = await service.call('/api/queues/redrive', { queue: name }));
    moved += last;
  } while (last > 0);
  const count = moved === 1 ? '1 message was' : `${moved} messages were`;
  output.result(`${count} moved back to ${queue}.`, { queue, moved });
}
