import { type FirstDigest, firstDigestOf } from '../domain/digest-schedule';
import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import type { Frequency } from '../domain/frequency';
import { anchorTopic } from '../domain/matching/anchor-topic';
import type { Vocabulary } from '../domain/matching/vocabulary';
import type { Refused } from '../domain/refusal';
import type { Consent, SubscriberFile, Subscription } from '../domain/subscriber';
import type { AnchoredTopic } from '../domain/topic';

export interface EditTopicDependencies {
  /** Follows the topic of `next` instead of the former one, whose matches are still sent. */
  replace: (
    subscriberId: string,
    formerTopicId: string,
    next: Subscription,
    topic: AnchoredTopic,
    firstDigest?: FirstDigest,
  ) => Promise<'replaced' | 'not-followed'>;
  loadVocabulary: () => Promise<Vocabulary>;
  now: () => string;
}

export type EditTopicOutcome =
  | { outcome: 'edited'; former: string; expression: string; topicId: string; frequency: Frequency }
  /** The new expression means the same as the former one. */
  | { outcome: 'same'; expression: string }
  | { outcome: 'refused'; errors: { expression: Refused } }
  | { outcome: 'not-followed' };

/**
 * Replaces a topic by another one at the same frequency. What matched the former topic while it was
 * followed is still sent: digests and alerts find it by the periods that the new subscription keeps.
 */
export function editTopic(dependencies: EditTopicDependencies) {
  const { replace, loadVocabulary, now } = dependencies;
  return async (
    { subscriber, subscriptions }: SubscriberFile,
    form: { topicId: string; expression: string },
    consentTo: (expression: string, frequency: Frequency) => Consent,
  ): Promise<EditTopicOutcome> => {
    const former = subscriptions.find(({ topicId }) => topicId === form.topicId);
    if (former === undefined) return { outcome: 'not-followed' };
    const { language, frequency } = former;
    const read = readExpression(form.expression, language);
    if (read.outcome === 'refused') return { outcome: 'refused', errors: { expression: read } };
    if (topicIdOf(read.expression) === former.topicId) {
      return { outcome: 'same', expression: former.expression };
    }
    const { subscriberId } = subscriber;
    const since = now();
    const topic = anchorTopic(read.expression, await loadVocabulary());
    const { topicId, name: expression } = topic;
    const consent = consentTo(expression, frequency);
    const replaced = await replace(
      subscriberId,
      former.topicId,
      { topicId, expression, language, frequency, since, consent },
      topic,
      firstDigestOf(frequency, subscriber, since),
    );
    if (replaced === 'not-followed') return { outcome: 'not-followed' };
    return { outcome: 'edited', former: former.expression, expression, topicId, frequency };
  };
}
