import { firstDigestOf } from '../domain/digest-schedule';
import { readExpression } from '../domain/expressions/read-expression';
import { type Frequency, readFrequency } from '../domain/frequency';
import type { TopicLanguage } from '../domain/languages/language';
import { anchorTopic } from '../domain/matching/anchor-topic';
import type { Vocabulary } from '../domain/matching/vocabulary';
import { type Refused, refuse } from '../domain/refusal';
import type { Consent, SubscriberFile } from '../domain/subscriber';
import type { FollowTopicsDependencies } from './follow-topics';

export interface AddTopicDependencies {
  follow: FollowTopicsDependencies['follow'];
  loadVocabulary: () => Promise<Vocabulary>;
  maxTopicsPerSubscriber: number;
  /** The language of the topic. */
  language: TopicLanguage;
  now: () => string;
}

/** A topic as typed on the manage page. */
export interface TopicForm {
  expression: string;
  frequency: string;
}

/** The fields that were refused. */
export type TopicErrors = Partial<Record<keyof TopicForm, Refused>>;

export type AddTopicOutcome =
  /** `changed`: it was followed at another frequency. */
  | {
      outcome: 'followed' | 'changed' | 'unchanged';
      topicId: string;
      expression: string;
      frequency: Frequency;
    }
  | { outcome: 'refused'; errors: TopicErrors };

/**
 * Follows a topic for someone who has the signed link of their manage page. The link proves the address,
 * so it needs no confirmation email; pressing the button is the consent. Whoever asked at `askedAt` (ISO 8601)
 * must not have left since: it throws SubscriberErased or SubscriberLeft.
 */
export function addTopic(dependencies: AddTopicDependencies) {
  const { follow, loadVocabulary, maxTopicsPerSubscriber, language, now } = dependencies;
  return async (
    { subscriber }: SubscriberFile,
    form: TopicForm,
    consentTo: (expression: string, frequency: Frequency) => Consent,
    askedAt?: string,
  ): Promise<AddTopicOutcome> => {
    const read = readExpression(form.expression, language);
    const frequency = readFrequency(form.frequency);
    if (read.outcome === 'refused' || frequency.outcome === 'refused') {
      return {
        outcome: 'refused',
        errors: {
          ...(read.outcome === 'refused' ? { expression: read } : {}),
          ...(frequency.outcome === 'refused' ? { frequency } : {}),
        },
      };
    }
    const since = now();
    const topic = anchorTopic(read.expression, await loadVocabulary());
    const { topicId, name: expression } = topic;
    const followed = await follow(
      subscriber.subscriberId,
      {
        topicId,
        expression,
        language,
        frequency: frequency.value,
        since,
        consent: consentTo(expression, frequency.value),
      },
      topic,
      firstDigestOf(frequency.value, subscriber, since),
      askedAt,
    );
    if (followed === 'too-many') {
      return {
        outcome: 'refused',
        errors: {
          expression: refuse('tooManyTopics', maxTopicsPerSubscriber),
        },
      };
    }
    return { outcome: followed, topicId, expression, frequency: frequency.value };
  };
}
