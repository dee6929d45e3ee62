import type { DeliveryRequest } from '../../domain/delivery';
import { nextDigestAt } from '../../domain/digest-schedule';
import { openWindow, type WindowedMatch } from '../../domain/digest-window';
import type { Snippet } from '../../domain/snippet';
import { type DigestPlan, type SubscriberFile, topicsOfDigest } from '../../domain/subscriber';
import type { DigestProgress, PreparedDelivery } from '../deliver';
import type { BriefingHeading, PrepareDependencies } from './prepare-delivery';

export interface PrepareDigestDependencies extends PrepareDependencies {
  /** Every match of the topic stamped after `from` (ISO 8601), all that were written among them. */
  matchesOfTopicSince: (
    topicId: string,
    from: string,
  ) => Promise<(WindowedMatch & { snippet: Snippet })[]>;
  briefings: (briefingIds: string[]) => Promise<Map<string, BriefingHeading>>;
}

type DigestRequest = Extract<DeliveryRequest, { kind: 'digest' }>;

/**
 * The mail of all matches since the last digest, read now and not when they were made; nothing is
 * kept for a subscriber until then.
 */
export function prepareDigest(deps: PrepareDigestDependencies) {
  return async (request: DigestRequest, deliveryId: string): Promise<PreparedDelivery> => {
    const { subscriberId, frequency, round } = request;
    const file = await deps.subscriberFile(subscriberId);
    if (file === undefined) return { outcome: 'not-needed', reason: 'erased' };
    const plan = file.digests.find((digest) => digest.frequency === frequency);
    if (plan?.round !== round) return { outcome: 'not-needed', reason: 'superseded' };

    const now = deps.now();
    // Past its end and told, a former time owes nothing: without topics the plan comes to rest.
    const topics = topicsOfDigest(file.subscriptions, frequency).filter(
      ({ until }) => until === undefined || until > plan.settledUntil,
    );
    if (topics.length === 0) {
      return {
        outcome: 'not-needed',
        reason: 'unsubscribed',
        progress: idleProgress(file, plan, now),
      };
    }
    if (file.subscriber.suppressed) {
      return {
        outcome: 'not-needed',
        reason: 'suppressed',
        progress: idleProgress(file, plan, now),
      };
    }

    const matches = await readMatches(deps, plan, topics);
    const { fresh, next } = openWindow(plan, matches, now);
    const progress = {
      ...idleProgress(file, plan, now),
      next,
      nextDueAt: nextDue(file, plan, now),
    };
    const briefings = await deps.briefings(fresh.map(({ briefingId }) => briefingId));
    const told = fresh.flatMap((match) => {
      const briefing = briefings.get(match.briefingId);
      return briefing ? [{ ...match, briefing }] : [];
    });
    if (told.length === 0) return { outcome: 'not-needed', reason: 'nothing-new', progress };

    const mail = await deps.emailWriter.digest({
      deliveryId,
      subscriber: file.subscriber,
      frequency,
      matches: told,
      periodStart: plan.settledUntil,
      periodEnd: now,
    });
    return { outcome: 'ready', mail, progress };
  };
}

/** Each topic's matches since the last digest, within the time that the subscriber followed it so. */
async function readMatches(
  { matchesOfTopicSince }: PrepareDigestDependencies,
  plan: DigestPlan,
  topics: ReturnType<typeof topicsOfDigest>,
) {
  const read = topics.map(async ({ subscription, since, until }) => {
    const { topicId, expression } = subscription;
    const matches = await matchesOfTopicSince(topicId, plan.settledUntil);
    return matches
      .filter(({ matchedAt }) => matchedAt >= since && (until === undefined || matchedAt < until))
      .map((match) => ({ ...match, expression }));
  });
  return (await Promise.all(read)).sort(rarestFirst).flat();
}

/** A briefing is listed under the first of its topics: the one that says most, by meeting least. */
function rarestFirst(one: { expression: string }[], other: { expression: string }[]): number {
  const length = (matches: { expression: string }[]) => matches[0]?.expression.length ?? 0;
  return one.length - other.length || length(other) - length(one);
}

/** How the plan stands when the round ends with no digest due after it. */
function idleProgress(
  { subscriber }: SubscriberFile,
  plan: DigestPlan,
  now: string,
): DigestProgress {
  const { frequency, round, follows } = plan;
  const next = { settledUntil: now, listed: [] };
  return { subscriberId: subscriber.subscriberId, frequency, round, next, follows };
}

function nextDue({ subscriber }: SubscriberFile, { frequency }: DigestPlan, now: string): string {
  return nextDigestAt({ frequency, hour: subscriber.hour, timeZone: subscriber.timeZone }, now);
}
