import { firstDigestOf } from '../domain/digest-schedule';
import type { LinkClaims } from '../domain/link';
import type { PlanFirstDigest, RestoreOutcome } from '../domain/unsubscribing';

export interface UndoUnsubscribeDependencies {
  restoreAll: (
    subscriberId: string,
    undoId: string,
    plan: PlanFirstDigest,
  ) => Promise<RestoreOutcome>;
  restoreTopic: (
    subscriberId: string,
    topicId: string,
    undoId: string,
    plan: PlanFirstDigest,
  ) => Promise<RestoreOutcome>;
  now: () => string;
}

/**
 * Undoes that someone unsubscribed: they follow the same topics as before, with the same frequency and
 * consent. `too-late`: it was undone already, or they have changed something since.
 */
export function undoUnsubscribe({ restoreAll, restoreTopic, now }: UndoUnsubscribeDependencies) {
  const plan: PlanFirstDigest = (subscriber, frequency) =>
    firstDigestOf(frequency, subscriber, now());
  return ({ sub, undo, topicId }: LinkClaims<'undo'>): Promise<RestoreOutcome> =>
    topicId === undefined ? restoreAll(sub, undo, plan) : restoreTopic(sub, topicId, undo, plan);
}
