import type { Subscriber, SubscriberFile } from '../domain/subscriber';

export interface UnsubscribeDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  unfollow: (subscriberId: string, topicId: string) => Promise<'unfollowed' | 'not-followed'>;
}

export type UnsubscribeOutcome =
  /** `topics` are the expressions that the subscriber followed. */
  { outcome: 'unsubscribed'; subscriber: Subscriber; topics: string[] } | { outcome: 'unknown' };

/** Unfollows every topic of the subscriber. A repeated run changes nothing. */
export function unsubscribeFromAll({ subscriberFile, unfollow }: UnsubscribeDependencies) {
  return async (subscriberId: string): Promise<UnsubscribeOutcome> => {
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return { outcome: 'unknown' };
    for (const { topicId } of file.subscriptions) await unfollow(subscriberId, topicId);
    const topics = file.subscriptions.map(({ expression }) => expression);
    return { outcome: 'unsubscribed', subscriber: file.subscriber, topics };
  };
}
