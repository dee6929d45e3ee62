import type { Subscriber, SubscriberFile } from '../domain/subscriber';

export interface ForgetSubscriberDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Makes confirmation links that were sent to the address before `at` (ISO 8601) useless. */
  markErased: (address: string, at: string) => Promise<void>;
  /**
   * Erases the profile, so that nobody can follow a topic as this subscriber. False if they have another
   * address by now, or were erased by another run. `at` is ISO 8601.
   */
  erase: (subscriber: Subscriber, at: string) => Promise<boolean>;
  /** Removes the subscriptions, which are stale without a profile. */
  cleanUp: (subscriberId: string, isTimeUp: () => boolean) => Promise<'finished' | 'unfinished'>;
  now: () => string;
}

/** The operator's command waits for 28 s. */
const MAX_CLEAN_UP_MS = 20_000;
/** How often somebody may change their address while they are being erased. */
const MAX_ATTEMPTS = 10;

/**
 * Erases everything stored about the subscriber. If a run crashes after the profile is erased, or time is
 * up, `cleanUpUnsubscribed` erases the rest.
 *
 * @throws Error if every attempt conflicts with another change of the subscriber's address.
 */
export function forgetSubscriber(dependencies: ForgetSubscriberDependencies) {
  const { subscriberFile, markErased, erase, cleanUp, now } = dependencies;

  async function eraseProfile(subscriberId: string): Promise<'erased' | 'unknown'> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const file = await subscriberFile(subscriberId);
      if (file === undefined) return attempt === 1 ? 'unknown' : 'erased';
      const at = now();
      // First, so that no older link creates them again.
      await markErased(file.subscriber.address, at);
      if (await erase(file.subscriber, at)) return 'erased';
    }
    throw new Error(
      'The subscriber could not be erased: every attempt conflicted with another change.',
    );
  }

  return async (subscriberId: string): Promise<'forgotten' | 'unknown'> => {
    const startedAt = now();
    if ((await eraseProfile(subscriberId)) === 'unknown') return 'unknown';
    await cleanUp(subscriberId, () => Date.parse(now()) - Date.parse(startedAt) > MAX_CLEAN_UP_MS);
    return 'forgotten';
  };
}
