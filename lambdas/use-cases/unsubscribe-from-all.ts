import type { Subscriber, SubscriberFile } from '../domain/subscriber';

export interface UnsubscribeDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Stops everything in one write, however many topics are followed. `at` is ISO 8601. */
  markUnsubscribed: (subscriberId: string, at: string) => Promise<'marked' | 'unknown'>;
  /** Removes the subscriptions that the mark made stale, until the time is up. */
  cleanUp: (subscriberId: string, isTimeUp: () => boolean) => Promise<'finished' | 'unfinished'>;
  now: () => string;
}

export type UnsubscribeOutcome =
  /** `topics` are the expressions that the subscriber followed. */
  { outcome: 'unsubscribed'; subscriber: Subscriber; topics: string[] } | { outcome: 'unknown' };

/** An email program that unsubscribes with one click expects an answer soon. */
const MAX_CLEAN_UP_MS = 3_000;

/**
 * Stops all emails to the subscriber at once, and then removes their subscriptions as far as time allows.
 * `cleanUpUnsubscribed` removes the rest. A repeated run changes nothing.
 */
export function unsubscribeFromAll(dependencies: UnsubscribeDependencies) {
  const { subscriberFile, markUnsubscribed, cleanUp, now } = dependencies;
  return async (subscriberId: string): Promise<UnsubscribeOutcome> => {
    const startedAt = now();
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return { outcome: 'unknown' };
    const { subscriber } = file;
    const topics = file.subscriptions.map(({ expression }) => expression);
    if (topics.length > 0) {
      const marked = await markUnsubscribed(subscriberId, startedAt);
      if (marked === 'unknown') return { outcome: 'unknown' };
    }
    const isTimeUp = () => Date.parse(now()) - Date.parse(startedAt) > MAX_CLEAN_UP_MS;
    // A failure must not look as if they were still subscribed. `recover` tries again, and logs failures.
    await cleanUp(subscriberId, isTimeUp).catch(() => 'unfinished');
    return { outcome: 'unsubscribed', subscriber, topics };
  };
}
