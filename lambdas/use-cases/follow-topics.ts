import {
  type DigestSchedule,
  type FirstDigest,
  firstDigestOf,
  scheduleOf,
} from '../domain/digest-schedule';
import { readExpression } from '../domain/expressions/read-expression';
import type { FollowRequest } from '../domain/follow-request';
import type { WordingLanguage } from '../domain/languages/wording-language';
import { anchorTopic } from '../domain/matching/anchor-topic';
import type { Vocabulary } from '../domain/matching/vocabulary';
import { type Refused, refuse } from '../domain/refusal';
import { requestedSchedule } from '../domain/requested-schedule';
import type { Consent, Subscriber, Subscription, SuppressionReason } from '../domain/subscriber';
import type { AnchoredTopic } from '../domain/topic';

export interface FollowTopicsDependencies {
  /**
   * Finds the subscriber with this address, or creates the given one. Throws SubscriberErased if the owner
   * of the address was erased since the link was issued (ISO 8601) with which they follow.
   */
  findOrCreateSubscriber: (subscriber: Subscriber, linkIssuedAt?: string) => Promise<Subscriber>;
  /** Throws SubscriberErased or SubscriberLeft if they have left since then. */
  follow: (
    subscriberId: string,
    subscription: Subscription,
    topic: AnchoredTopic,
    firstDigest?: FirstDigest,
    linkIssuedAt?: string,
  ) => Promise<'followed' | 'changed' | 'unchanged' | 'too-many'>;
  /** Stores another hour and time zone, and moves the digests already planned. */
  moveDigests: (
    subscriberId: string,
    schedule: DigestSchedule & Pick<Subscriber, 'pausedUntil'>,
  ) => Promise<void>;
  /** Sets the language of emails and pages for a subscriber who has none. */
  setFirstLanguage: (subscriberId: string, language: WordingLanguage) => Promise<void>;
  maxTopicsPerSubscriber: number;
  loadVocabulary: () => Promise<Vocabulary>;
  newId: () => string;
  now: () => string;
}

/** What happened to one expression of the request. */
export type FollowedTopic =
  | { topicId: string; expression: string; outcome: 'followed' | 'changed' | 'unchanged' }
  /**
   * The subscriber follows as many topics as they may, or this version refuses an expression that was
   * accepted when it was typed.
   */
  | ({ expression: string } & Refused);

export interface FollowOutcome {
  subscriberId: string;
  /** When their digests are sent from now on. */
  schedule: Pick<Subscriber, 'hour' | 'timeZone'>;
  /** Why no email is sent to the address; absent if emails are sent. */
  suppressed?: SuppressionReason;
  topics: FollowedTopic[];
}

/**
 * Creates the subscriber if necessary and follows each topic. A repeated run changes nothing. Whoever
 * follows with a link that was issued at `linkIssuedAt` (ISO 8601) must not have left since.
 */
export function followTopics(dependencies: FollowTopicsDependencies) {
  const { findOrCreateSubscriber, follow, loadVocabulary, newId, now } = dependencies;
  const { maxTopicsPerSubscriber } = dependencies;

  /** Applies the hour and time zone that the request chooses, for someone who has others. */
  async function applySchedule(
    subscriber: Subscriber,
    request: FollowRequest,
  ): Promise<DigestSchedule> {
    const schedule = { ...scheduleOf(subscriber), ...requestedSchedule(request, subscriber) };
    if (schedule.hour !== subscriber.hour || schedule.timeZone !== subscriber.timeZone) {
      const { subscriberId, pausedUntil } = subscriber;
      const pause = pausedUntil === undefined ? {} : { pausedUntil };
      await dependencies.moveDigests(subscriberId, { ...schedule, ...pause });
    }
    return schedule;
  }

  return async (
    request: FollowRequest,
    consent: Consent,
    linkIssuedAt?: string,
  ): Promise<FollowOutcome> => {
    const since = now();
    const { address, timeZone, hour, frequency, language, wordingLanguage } = request;
    const candidate = {
      subscriberId: newId(),
      address,
      timeZone,
      hour,
      createdAt: since,
      ...(wordingLanguage === undefined ? {} : { wordingLanguage }),
    };
    const subscriber = await findOrCreateSubscriber(candidate, linkIssuedAt);
    const { subscriberId, suppressed } = subscriber;
    if (wordingLanguage !== undefined && subscriber.wordingLanguage === undefined) {
      await dependencies.setFirstLanguage(subscriberId, wordingLanguage);
    }
    const schedule = await applySchedule(subscriber, request);
    const firstDigest = firstDigestOf(frequency, schedule, since);
    const vocabulary = await loadVocabulary();

    const topics: FollowedTopic[] = [];
    for (const text of request.expressions) {
      const read = readExpression(text, language);
      if (read.outcome === 'refused') {
        topics.push({ expression: text, ...read });
        continue;
      }
      const topic = anchorTopic(read.expression, vocabulary);
      const { topicId, name: expression } = topic;
      const subscription = { topicId, expression, language, frequency, since, consent };
      const outcome = await follow(subscriberId, subscription, topic, firstDigest, linkIssuedAt);
      topics.push(
        outcome === 'too-many'
          ? { expression, ...refuse('tooManyTopics', maxTopicsPerSubscriber) }
          : { topicId, expression, outcome },
      );
    }
    return {
      subscriberId,
      schedule,
      topics,
      ...(suppressed ? { suppressed: suppressed.reason } : {}),
    };
  };
}
