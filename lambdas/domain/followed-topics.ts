import type { DigestFrequency, Frequency } from './frequency';
import type { Subscription } from './subscriber';

/** A topic that the subscriber follows, or followed until they edited it into another one. */
export interface FollowedTopic
  extends Pick<Subscription, 'topicId' | 'expression' | 'formerly'>,
    Partial<Pick<Subscription, 'frequency' | 'since'>> {}

/**
 * Every topic whose matches may be due to the subscriber, each once: those that they follow, and those
 * that an edit replaced.
 */
export function followedTopics(subscriptions: Subscription[]): FollowedTopic[] {
  const topics = new Map<string, FollowedTopic>(
    subscriptions.map((subscription) => [subscription.topicId, subscription]),
  );
  for (const replaced of subscriptions.flatMap((subscription) => subscription.replaced ?? [])) {
    // They may follow it again by now.
    const again = topics.get(replaced.topicId);
    const formerly = [...replaced.formerly, ...(again?.formerly ?? [])];
    topics.set(replaced.topicId, { ...replaced, ...again, formerly });
  }
  return [...topics.values()];
}

/**
 * The frequency at which the subscriber followed the topic at that time (ISO 8601); undefined if they
 * did not follow it then.
 *
 * The frequency at the time of a match decides whether an alert or a digest includes it, whenever that
 * email is prepared. So a change of the frequency in between neither loses a match nor repeats it.
 */
export function frequencyAt(
  { frequency, since, formerly = [] }: Omit<FollowedTopic, 'topicId' | 'expression'>,
  time: string,
): Frequency | undefined {
  if (since !== undefined && time >= since) return frequency;
  return formerly.find((period) => period.since <= time && time < period.until)?.frequency;
}

/** The topics with matches made after `settledUntil` (ISO 8601) that a digest of this frequency lists. */
export function topicsOfDigest(
  subscriptions: Subscription[],
  frequency: DigestFrequency,
  settledUntil: string,
): FollowedTopic[] {
  return followedTopics(subscriptions).filter(
    ({ frequency: current, formerly = [] }) =>
      current === frequency ||
      formerly.some((period) => period.frequency === frequency && period.until > settledUntil),
  );
}
