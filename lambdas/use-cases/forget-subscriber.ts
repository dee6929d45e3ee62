import type { Subscriber } from '../domain/subscriber';
import { type UnsubscribeDependencies, unsubscribeFromAll } from './unsubscribe-from-all';

export interface ForgetSubscriberDependencies extends UnsubscribeDependencies {
  erase: (subscriber: Subscriber) => Promise<void>;
  /** The topics that someone follows, even if they were erased. */
  followedTopicIds: (subscriberId: string) => Promise<string[]>;
}

/** Erases everything stored about the subscriber. If a run crashes, the next run erases the rest. */
export function forgetSubscriber(dependencies: ForgetSubscriberDependencies) {
  const { erase, followedTopicIds, unfollow } = dependencies;
  const unsubscribe = unsubscribeFromAll(dependencies);
  return async (subscriberId: string): Promise<'forgotten' | 'unknown'> => {
    const unsubscribed = await unsubscribe(subscriberId);
    if (unsubscribed.outcome === 'unknown') return 'unknown';
    await erase(unsubscribed.subscriber);
    // Topics that were followed between the two steps. Nobody can follow one now.
    for (const topicId of await followedTopicIds(subscriberId)) {
      await unfollow(subscriberId, topicId);
    }
    return 'forgotten';
  };
}
