import type { FollowRequest } from '../domain/delivery';
import { type FirstDigest, firstDigestOf } from '../domain/digest-schedule';
import { readExpression } from '../domain/expressions/read-expression';
import { anchorTopic } from '../domain/matching/anchor-topic';
import type { Vocabulary } from '../domain/matching/vocabulary';
import type { Consent, Subscriber, Subscription, SuppressionReason } from '../domain/subscriber';
import type { AnchoredTopic } from '../domain/topic';

export interface FollowTopicsDependencies {
  /** Finds the subscriber with this address, or creates the given one. */
  findOrCreateSubscriber: (subscriber: Subscriber) => Promise<Subscriber>;
  follow: (
    subscriberId: string,
    subscription: Subscription,
    topic: AnchoredTopic,
    firstDigest?: FirstDigest,
  ) => Promise<'followed' | 'changed' | 'unchanged'>;
  loadVocabulary: () => Promise<Vocabulary>;
  newId: () => string;
  now: () => string;
}

/** What happened to one expression of the request. */
export type FollowedTopic =
  | { topicId: string; expression: string; outcome: 'followed' | 'changed' | 'unchanged' }
  /** The expression was accepted when it was typed, but this version refuses it. */
  | { expression: string; outcome: 'refused'; reason: string };

export interface FollowOutcome {
  subscriberId: string;
  /** Why no email is sent to the address; absent if emails are sent. */
  suppressed?: SuppressionReason;
  topics: FollowedTopic[];
}

/** Creates the subscriber if necessary and follows each topic. A repeated run changes nothing. */
export function followTopics(dependencies: FollowTopicsDependencies) {
  const { findOrCreateSubscriber, follow, loadVocabulary, newId, now } = dependencies;
  return async (request: FollowRequest, consent: Consent): Promise<FollowOutcome> => {
    const since = now();
    const { address, timeZone, hour, frequency, language } = request;
    const subscriber = await findOrCreateSubscriber({
      subscriberId: newId(),
      address,
      timeZone,
      hour,
      createdAt: since,
    });
    const { subscriberId, suppressed } = subscriber;
    const firstDigest = firstDigestOf(frequency, subscriber, since);
    const vocabulary = await loadVocabulary();

    const topics: FollowedTopic[] = [];
    for (const text of request.expressions) {
      const read = readExpression(text, language);
      if (read.outcome === 'refused') {
        topics.push({ expression: text, outcome: 'refused', reason: read.reason });
        continue;
      }
      const topic = anchorTopic(read.expression, vocabulary);
      const { topicId, name: expression } = topic;
      const subscription = { topicId, expression, language, frequency, since, consent };
      const outcome = await follow(subscriberId, subscription, topic, firstDigest);
      topics.push({ topicId, expression, outcome });
    }
    return { subscriberId, topics, ...(suppressed ? { suppressed: suppressed.reason } : {}) };
  };
}
