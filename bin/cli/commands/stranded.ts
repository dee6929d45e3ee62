import type { Command } from 'commander';
import type { ApiReply } from '../../../lambdas/handlers/operate/api';
import type { Actions } from '../actions';
import type { Output } from '../output';
import type { Service } from '../service';

type StrandedDelivery = ApiReply<'/api/stranded'>['deliveries'][number];

export function register(program: Command, { withService }: Actions): void {
  program
    .command('stranded')
    .description('show what should have happened and did not: briefings, emails, dead letters')
    .action(withService(showStranded));
}

/** Prints a line for each thing that has not moved for longer than it should. */
async function showStranded(service: Service, output: Output): Promise<void> {
  const { briefings, deliveries, digests, deadLetters, more } = await service.call(
    '/api/stranded',
    {},
  );
  for (const briefingId of briefings) {
    output.result(`The briefing ${briefingId} is not matched.`, {
      stranded: 'briefing',
      briefingId,
    });
  }
  for (const delivery of deliveries) {
    output.result(describe(delivery), { stranded: 'delivery', ...delivery });
  }
  for (const digest of digests) {
    const { subscriberId, frequency, dueAt } = digest;
    const what = frequency === 'instant' ? 'email with gathered alerts' : `${frequency} digest`;
    output.result(`The ${what} of ${subscriberId} has been due since ${dueAt}.`, {
      stranded: 'digest',
      ...digest,
    });
  }
  for (const [queue, count] of Object.entries(deadLetters)) {
    const are = count === 1 ? '1 dead letter' : `${count} dead letters`;
    output.result(`${queue} has ${are}. See docs/operating.md#${queue.toLowerCase()}deadletters.`, {
      stranded: 'dead-letters',
      queue,
      count,
    });
  }
  if (more) output.info('There is more than this list shows.');
  const isNothing = briefings.length + deliveries.length + digests.length === 0;
  if (isNothing && Object.keys(deadLetters).length === 0) output.info('Nothing is stranded.');
}

function describe({ kind, deliveryId, briefingId }: StrandedDelivery): string {
  switch (kind) {
    case 'confirm':
      return `The confirmation ${deliveryId} is not sent.`;
    case 'account':
      return `The email ${deliveryId} about a subscription is not sent.`;
    case 'alert':
      return `The alert ${deliveryId} of the briefing ${briefingId} is not sent.`;
    case 'digest':
      return `The digest ${deliveryId} is not sent.`;
    case 'gathered':
      return `The email with gathered alerts ${deliveryId} is not sent.`;
    case 'fan-out':
      return `The briefing ${briefingId} does not have all its alerts yet (${deliveryId}).`;
    case 'unreadable':
      return `The delivery ${deliveryId} can't be read by this version.`;
    default:
      return kind satisfies never;
  }
}
