import type { Subscriber, SubscriberFile } from '../domain/subscriber';

export interface ForgetSubscriberDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Makes confirmation links that were sent to the address before `at` (ISO 8601) useless. */
  markErased: (address: string, at: string) => Promise<void>;
  /** Erases the profile, so that nobody can follow a topic as this subscriber. `at` is ISO 8601. */
  erase: (subscriber: Subscriber, at: string) => Promise<void>;
  /** Removes the subscriptions, which are stale without a profile. */
  cleanUp: (subscriberId: string, isTimeUp: () => boolean) => Promise<'finished' | 'unfinished'>;
  now: () => string;
}

/** The operator's command waits for 28 s. */
const MAX_CLEAN_UP_MS = 20_000;

/**
 * Erases everything stored about the subscriber. If a run crashes after the profile is erased, or time is
 * up, `cleanUpUnsubscribed` erases the rest.
 */
export function forgetSubscriber(dependencies: ForgetSubscriberDependencies) {
  const { subscriberFile, markErased, erase, cleanUp, now } = dependencies;
  return async (subscriberId: string): Promise<'forgotten' | 'unknown'> => {
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return 'unknown';
    const startedAt = now();
    await markErased(file.subscriber.address, startedAt);
    await erase(file.subscriber, startedAt);
    await cleanUp(subscriberId, () => Date.parse(now()) - Date.parse(startedAt) > MAX_CLEAN_UP_MS);
    return 'forgotten';
  };
}
