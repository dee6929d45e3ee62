import { firstDigestOf } from '../domain/digest-schedule';
import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import type { Frequency } from '../domain/frequency';
import { anchorTopic } from '../domain/matching/anchor-topic';
import { type Refused, refuse } from '../domain/refusal';
import type { Consent, SubscriberFile } from '../domain/subscriber';
import type { AddTopicDependencies } from './add-topic';

export interface EditTopicDependencies
  extends Pick<AddTopicDependencies, 'loadVocabulary' | 'maxTopicsPerSubscriber' | 'now'> {
  /** As `follow`, but the topic that it replaces does not count towards the limit. */
  followInstead: (
    replacedTopicId: string,
    ...following: Parameters<AddTopicDependencies['follow']>
  ) => ReturnType<AddTopicDependencies['follow']>;
  unfollow: (subscriberId: string, topicId: string) => Promise<unknown>;
}

export type EditTopicOutcome =
  | { outcome: 'edited'; former: string; expression: string; topicId: string; frequency: Frequency }
  /** The new expression means the same as the former one. */
  | { outcome: 'same'; expression: string }
  | { outcome: 'refused'; errors: { expression: Refused } }
  | { outcome: 'not-followed' };

/**
 * Replaces a topic by another one at the same frequency. The new topic is followed before the former one
 * is unfollowed, so that a crash in between leaves one topic too many and never one too few.
 */
export function editTopic(dependencies: EditTopicDependencies) {
  const { followInstead, unfollow, loadVocabulary, now } = dependencies;
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
    const followed = await followInstead(
      former.topicId,
      subscriberId,
      { topicId, expression, language, frequency, since, consent },
      topic,
      firstDigestOf(frequency, subscriber, since),
    );
    if (followed === 'too-many') {
      const { maxTopicsPerSubscriber } = dependencies;
      return {
        outcome: 'refused',
        errors: {
          expression: refuse('tooManyTopics', maxTopicsPerSubscriber),
        },
      };
    }
    await unfollow(subscriberId, former.topicId);
    return { outcome: 'edited', former: former.expression, expression, topicId, frequency };
  };
}
