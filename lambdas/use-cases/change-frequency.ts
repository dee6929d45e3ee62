import { type FirstDigest, firstDigestOf } from '../domain/digest-schedule';
import type { Frequency } from '../domain/frequency';
import type { Subscriber } from '../domain/subscriber';

export interface ChangeFrequencyDependencies {
  /** Changes an existing subscription only: one that was unfollowed meanwhile stays unfollowed. */
  changeFrequency: (
    subscriberId: string,
    topicId: string,
    change: { frequency: Frequency; since: string },
    firstDigest?: FirstDigest,
  ) => Promise<'changed' | 'unchanged' | 'not-followed'>;
  now: () => string;
}

/** Changes how often a subscriber receives email about a topic they follow. */
export function changeFrequency(dependencies: ChangeFrequencyDependencies) {
  return (subscriber: Subscriber, topicId: string, frequency: Frequency) => {
    const since = dependencies.now();
    const firstDigest = firstDigestOf(frequency, subscriber, since);
    const { subscriberId } = subscriber;
    return dependencies.changeFrequency(subscriberId, topicId, { frequency, since }, firstDigest);
  };
}
