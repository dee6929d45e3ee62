import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Shows what should exist and does not, or has not moved. */
export function showStranded({
  findStrandedWork,
}: Pick<OperateDependencies, 'findStrandedWork'>): Operation {
  return async () => json(200, (await findStrandedWork()) satisfies ApiReply<'/api/stranded'>);
}

/** Moves dead letters back to their queue, some per call. */
export function redrive({ redriveQueue }: Pick<OperateDependencies, 'redriveQueue'>): Operation {
  return withRequest(OPERATIONS['/api/queues/redrive'].request, async ({ queue: name }) => {
    const redriven = await redriveQueue(name);
    if (redriven.outcome === 'refused') return refuse(400, redriven.reason);
    const { queue, moved } = redriven;
    return json(200, { queue, moved } satisfies ApiReply<'/api/queues/redrive'>);
  });
}
