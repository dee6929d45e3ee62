import { json } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import type { ApiReply } from './api';
import type { Operation } from './operation';

/** Counts the sign-ups that were stopped, by day and reason. */
export function showStoppedSignUps({
  stoppedSignUps,
}: Pick<OperateDependencies, 'stoppedSignUps'>): Operation {
  return async () =>
    json(200, { days: await stoppedSignUps() } satisfies ApiReply<'/api/sign-ups'>);
}
