import { type AlertRequest, deliveryIdOf } from '../domain/delivery';
import { type FirstDigest, firstDigestOf } from '../domain/digest-schedule';
import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import { frequencyAt } from '../domain/followed-topics';
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
  /** The matches of the topic after `from` (ISO 8601). */
  matchesOfTopicSince: (
    topicId: string,
    from: string,
  ) => Promise<{ briefingId: string; edition: number; matchedAt: string }[]>;
  sendDeliveries: (requests: AlertRequest[]) => Promise<void>;
  loadVocabulary: () => Promise<Vocabulary>;
  now: () => string;
}

export type EditTopicOutcome =
  | { outcome: 'edited'; former: string; expression: string; topicId: string; frequency: Frequency }
  /** The new expression means the same as the former one. */
  | { outcome: 'same'; expression: string }
  | { outcome: 'refused'; errors: { expression: Refused } }
  | { outcome: 'not-followed' };

/** By then, fan-out has read the followers of a match (ms), unless there is an outage. */
const FAN_OUT_MS = 60 * 60_000;

/**
 * Replaces a topic by another one at the same frequency. What matched the former topic while it was
 * followed is still sent: digests find it by the periods that the new subscription keeps. Fan-out does not
 * find the subscriber under the former topic any more, so the alerts of the last hour are queued here.
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
    // Before the change, so that a crash after it loses no alert.
    const queued = await queueRecentAlerts(subscriberId, former, since);
    const replaced = await replace(
      subscriberId,
      former.topicId,
      { topicId, expression, language, frequency, since, consent },
      topic,
      firstDigestOf(frequency, subscriber, since),
    );
    if (replaced === 'not-followed') return { outcome: 'not-followed' };
    // After it too: a match may have been recorded in between.
    await queueRecentAlerts(subscriberId, former, since, queued);
    return { outcome: 'edited', former: former.expression, expression, topicId, frequency };
  };

  /**
   * Queues the alerts of the topic's matches in the hour before `time` (ISO 8601), without those that are
   * `queued` already. The ledger sends each once. Returns the ids of all.
   */
  async function queueRecentAlerts(
    subscriberId: string,
    former: Subscription,
    time: string,
    queued: ReadonlySet<string> = new Set(),
  ): Promise<Set<string>> {
    const from = new Date(Date.parse(time) - FAN_OUT_MS).toISOString();
    const matches = await dependencies.matchesOfTopicSince(former.topicId, from);
    const due = matches.filter(({ matchedAt }) => frequencyAt(former, matchedAt) === 'instant');
    const alerts = new Map(
      due.map(({ briefingId, edition }) => {
        const alert: AlertRequest = { kind: 'alert', briefingId, edition, subscriberId };
        return [deliveryIdOf(alert), alert];
      }),
    );
    const unqueued = [...alerts].filter(([id]) => !queued.has(id)).map(([, alert]) => alert);
    if (unqueued.length > 0) await dependencies.sendDeliveries(unqueued);
    return new Set(alerts.keys());
  }
}
