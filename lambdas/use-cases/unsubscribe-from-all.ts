import type { Subscriber, SubscriberFile } from '../domain/subscriber';

export interface UnsubscribeDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  unfollow: (subscriberId: string, topicId: string) => Promise<'unfollowed' | 'not-followed'>;
}

export type UnsubscribeOutcome =
  | { outcome: 'stopped'; subscriber: Subscriber; topics: string[] }
  | { outcome: 'unknown' };

/** Unfollows every topic of the subscriber, and names them; done twice, nothing changes. */
export function unsubscribeFromAll({ subscriberFile, unfollow }: UnsubscribeDependencies) {
  return async (subscriberId: string): Promise<UnsubscribeOutcome> => {
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return { outcome: 'unknown' };
    for (const { topicId } of file.subscriptions) await unfollow(subscriberId, topicId);
    const topics = file.subscriptions.map(({ expression }) => expression);
    return { outcome: 'stopped', subscriber: file.subscriber, topics };
  };
}

export interface ForgetSubscriberDependencies extends UnsubscribeDependencies {
  erase: (subscriber: Subscriber) => Promise<void>;
}

/** Erases what is held on the subscriber. A crash on the way leaves the rest for the next run. */
export function forgetSubscriber(deps: ForgetSubscriberDependencies) {
  const stop = unsubscribeFromAll(deps);
  return async (subscriberId: string): Promise<'forgotten' | 'unknown'> => {
    const stopped = await stop(subscriberId);
    if (stopped.outcome === 'unknown') return 'unknown';
    await deps.erase(stopped.subscriber);
    return 'forgotten';
  };
}
