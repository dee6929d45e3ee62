import type { FollowRequest } from '../domain/delivery';
import { nextDigestAt } from '../domain/digest-schedule';
import type { DigestFrequency } from '../domain/frequency';
import type { Consent, Subscriber, Subscription, SuppressionReason } from '../domain/subscriber';
import { type AnchoredTopic, anchorTopic, type Vocabulary } from './anchor-topic';

export interface FollowTopicsDependencies {
  /** The subscriber with this address, made as given if there is none. */
  findOrCreateSubscriber: (wanted: Subscriber) => Promise<Subscriber>;
  follow: (
    subscriberId: string,
    subscription: Subscription,
    topic: AnchoredTopic,
    firstDigest?: { frequency: DigestFrequency; dueAt: string },
  ) => Promise<'followed' | 'changed' | 'unchanged'>;
  loadVocabulary: () => Promise<Vocabulary>;
  newId: () => string;
  now: () => string;
}

export interface FollowOutcome {
  subscriberId: string;
  /** Why the address is never mailed, whatever it follows; absent where it is. */
  suppressed?: SuppressionReason;
  topics: { topicId: string; expression: string; outcome: 'followed' | 'changed' | 'unchanged' }[];
}

/** Makes the subscriber, if need be, and follows each topic; done twice, nothing changes. */
export function followTopics(deps: FollowTopicsDependencies) {
  return async (request: FollowRequest, consent: Consent): Promise<FollowOutcome> => {
    const now = deps.now();
    const { address, timeZone, hour, frequency } = request;
    const subscriber = await deps.findOrCreateSubscriber({
      subscriberId: deps.newId(),
      address,
      timeZone,
      hour,
      createdAt: now,
    });
    const firstDigest = frequency === 'instant' ? [] : [firstDigestOf(subscriber, frequency, now)];
    const words = await deps.loadVocabulary();
    const topics: FollowOutcome['topics'] = [];
    for (const text of request.expressions) {
      const topic = anchorTopic(text, request.language, words);
      const { topicId, name: expression, language } = topic;
      const subscription = { topicId, expression, language, frequency, since: now, consent };
      const { subscriberId } = subscriber;
      const outcome = await deps.follow(subscriberId, subscription, topic, ...firstDigest);
      topics.push({ topicId, expression, outcome });
    }
    const { subscriberId, suppressed } = subscriber;
    return { subscriberId, topics, ...(suppressed ? { suppressed: suppressed.reason } : {}) };
  };
}

function firstDigestOf(
  { hour, timeZone }: Subscriber,
  frequency: DigestFrequency,
  now: string,
): { frequency: DigestFrequency; dueAt: string } {
  return { frequency, dueAt: nextDigestAt({ frequency, hour, timeZone }, now) };
}
