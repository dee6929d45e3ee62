import type { LinkClaims } from '../domain/link';
import {
  KEEP_FOR_UNDO_MS,
  type PendingUndo,
  type UnsubscribeOutcome,
} from '../domain/unsubscribing';

export interface UnsubscribeByLinkDependencies {
  /** Unsubscribes from everything at `at` (ISO 8601). */
  leaveAll: (subscriberId: string, at: string, undo: PendingUndo) => Promise<UnsubscribeOutcome>;
  leaveTopic: (
    subscriberId: string,
    topicId: string,
    undo: PendingUndo,
  ) => Promise<UnsubscribeOutcome>;
  newId: () => string;
  now: () => string;
}

export interface UnsubscribedByLink {
  /** What undoes it; absent if there was nothing left to unsubscribe from. */
  undo?: LinkClaims<'undo'>;
}

/**
 * Unsubscribes from one topic, or from everything if there is no `topicId`. Someone who was erased
 * gets the same answer as someone who has left before: they get no emails.
 */
export function unsubscribeByLink(dependencies: UnsubscribeByLinkDependencies) {
  const { leaveAll, leaveTopic, newId, now } = dependencies;
  return async ({ sub, topicId }: LinkClaims<'unsubscribe'>): Promise<UnsubscribedByLink> => {
    const at = now();
    const keepUntil = new Date(Date.parse(at) + KEEP_FOR_UNDO_MS).toISOString();
    const undo = { undoId: newId(), keepUntil };
    const left =
      topicId === undefined ? await leaveAll(sub, at, undo) : await leaveTopic(sub, topicId, undo);
    if (left.outcome === 'unknown' || left.undoId === undefined) return {};
    return { undo: { sub, undo: left.undoId, ...(topicId === undefined ? {} : { topicId }) } };
  };
}
