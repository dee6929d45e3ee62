import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Lists the briefings that wait for their time. */
export function listScheduled({
  listScheduled: list,
}: Pick<OperateDependencies, 'listScheduled'>): Operation {
  return async () =>
    json(200, { briefings: await list() } satisfies ApiReply<'/api/scheduled/list'>);
}

/** Cancels a briefing that waits for its time. */
export function cancel({
  cancelScheduled,
}: Pick<OperateDependencies, 'cancelScheduled'>): Operation {
  return withRequest(OPERATIONS['/api/scheduled/cancel'].request, async ({ briefingId }) => {
    const { outcome } = await cancelScheduled(briefingId);
    switch (outcome) {
      case 'cancelled':
        return json(200, { outcome } satisfies ApiReply<'/api/scheduled/cancel'>);
      case 'not-scheduled':
        return refuse(404, `No briefing with the id ${briefingId} is scheduled.`);
      default:
        return outcome satisfies never;
    }
  });
}
