import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

export function register(program: Command, { withService }: Actions): void {
  const scheduled = program
    .command('scheduled')
    .description('show and cancel the briefings that wait for their time');
  scheduled
    .command('list', { isDefault: true })
    .description('list the briefings that wait for their "sendAt"')
    .action(withService(listScheduled));
  scheduled
    .command('cancel')
    .description('cancel a scheduled briefing, which is possible until it is published')
    .argument('<id>', 'the id of the briefing')
    .action(withService((service, output, id: string) => cancel(service, output, id)));
}

async function listScheduled(service: Service, output: Output): Promise<void> {
  const { briefings } = await service.call('/api/scheduled/list', {});
  for (const { briefingId: id, title, sendAt } of briefings) {
    output.result(`${sendAt}  ${title}  (${id})`, { id, title, sendAt });
  }
  if (briefings.length === 0) output.info('No briefing is scheduled.');
}

async function cancel(service: Service, output: Output, briefingId: string): Promise<void> {
  const reply = await service.call('/api/scheduled/cancel', { briefingId });
  output.result(`The briefing ${briefingId} will not be published.`, { briefingId, ...reply });
}
