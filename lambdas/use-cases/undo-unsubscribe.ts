import { type FirstDigest, firstDigestOf } from '../domain/digest-schedule';
import type { Frequency } from '../domain/frequency';
import type { LinkClaims } from '../domain/link';
import type { Subscriber } from '../domain/subscriber';

type Restored = 'restored' | 'too-late';
type PlanDigest = (subscriber: Subscriber, frequency: Frequency) => FirstDigest | undefined;

export interface UndoUnsubscribeDependencies {
  restoreAll: (subscriberId: string, undoId: string, plan: PlanDigest) => Promise<Restored>;
  restoreTopic: (
    subscriberId: string,
    topicId: string,
    undoId: string,
    plan: PlanDigest,
  ) => Promise<Restored>;
  now: () => string;
}

/**
 * Takes back that someone unsubscribed: they follow the same topics as before, with the same frequency
 * and consent. `too-late`: it was taken back already, or they have changed something since.
 */
export function undoUnsubscribe({ restoreAll, restoreTopic, now }: UndoUnsubscribeDependencies) {
  const plan: PlanDigest = (subscriber, frequency) => firstDigestOf(frequency, subscriber, now());
  return ({ sub, undo, topicId }: LinkClaims<'undo'>): Promise<Restored> =>
    topicId === undefined ? restoreAll(sub, undo, plan) : restoreTopic(sub, topicId, undo, plan);
}
