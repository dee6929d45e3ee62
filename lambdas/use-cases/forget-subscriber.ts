import type { Subscriber } from '../domain/subscriber';
import { type UnsubscribeDependencies, unsubscribeFromAll } from './unsubscribe-from-all';

export interface ForgetSubscriberDependencies extends UnsubscribeDependencies {
  erase: (subscriber: Subscriber) => Promise<void>;
}

/**
 * Erases everything stored about the subscriber. If a run crashes, the next run erases the rest.
 */
export function forgetSubscriber({ erase, ...dependencies }: ForgetSubscriberDependencies) {
  const unsubscribe = unsubscribeFromAll(dependencies);
  return async (subscriberId: string): Promise<'forgotten' | 'unknown'> => {
    const unsubscribed = await unsubscribe(subscriberId);
    if (unsubscribed.outcome === 'unknown') return 'unknown';
    await erase(unsubscribed.subscriber);
    return 'forgotten';
  };
}
