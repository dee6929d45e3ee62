import type { BriefingHeading } from '../../domain/briefing';
import type { DigestProgress, DigestRequest, PreparedDelivery } from '../../domain/delivery';
import { nextDigestAt } from '../../domain/digest-schedule';
import { openWindow, type WindowedMatch } from '../../domain/digest-window';
import type { Snippet } from '../../domain/snippet';
import {
  type DigestPlan,
  frequencyAt,
  type SubscriberFile,
  type Subscription,
  subscriptionsOfDigest,
} from '../../domain/subscriber';
import type { EmailWriter } from './email-writer';

export interface PrepareDigestDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** Every match of the topic made after `from` (ISO 8601), including the most recent writes. */
  matchesOfTopicSince: (
    topicId: string,
    from: string,
  ) => Promise<(WindowedMatch & { snippet: Snippet })[]>;
  /** The headings of the briefings, by id, each of at least an edition. */
  briefings: (
    briefingIds: string[],
    minEdition?: (briefingId: string) => number,
  ) => Promise<Map<string, BriefingHeading>>;
  emailWriter: Pick<EmailWriter, 'digest'>;
  now: () => string;
}

/**
 * Writes the email with all matches since the last digest. Matches are read when the digest is due;
 * nothing is stored per subscriber before then.
 */
export function prepareDigest(dependencies: PrepareDigestDependencies) {
  const { subscriberFile, briefings, emailWriter } = dependencies;
  return async (request: DigestRequest, deliveryId: string): Promise<PreparedDelivery> => {
    const { subscriberId, frequency, round } = request;
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return { outcome: 'not-needed', reason: 'erased' };
    const plan = file.digests.find((digest) => digest.frequency === frequency);
    if (plan?.round !== round) return { outcome: 'not-needed', reason: 'superseded' };

    const now = dependencies.now();
    const subscriptions = subscriptionsOfDigest(file.subscriptions, frequency, plan.settledUntil);
    const idle = idleProgress(file, plan, now);
    // Nothing is left that a further digest could tell, so the plan becomes idle.
    if (subscriptions.length === 0) {
      return { outcome: 'not-needed', reason: 'unsubscribed', progress: idle };
    }
    if (file.subscriber.suppressed) {
      return { outcome: 'not-needed', reason: 'suppressed', progress: idle };
    }

    const matches = await readMatches(dependencies, plan, subscriptions);
    const { newMatches, next } = openWindow(plan, matches, now);
    const progress = { ...idle, next, nextDueAt: nextDueAt(file, plan, now) };
    const editions = new Map(newMatches.map(({ briefingId, edition }) => [briefingId, edition]));
    const headings = await briefings([...editions.keys()], (id) => editions.get(id) ?? 1);
    const listed = newMatches.flatMap((match) => {
      const briefing = headings.get(match.briefingId);
      return briefing ? [{ ...match, briefing }] : [];
    });
    if (listed.length === 0) return { outcome: 'not-needed', reason: 'nothing-new', progress };

    const email = await emailWriter.digest({
      deliveryId,
      subscriber: file.subscriber,
      frequency,
      matches: listed,
      periodStart: plan.settledUntil,
      periodEnd: now,
    });
    return { outcome: 'ready', email, progress };
  };
}

/** Each topic's matches since the last digest that were made while this digest covered it. */
async function readMatches(
  { matchesOfTopicSince }: PrepareDigestDependencies,
  plan: DigestPlan,
  subscriptions: Subscription[],
) {
  const reads = subscriptions.map(async (subscription) => {
    const { topicId, expression } = subscription;
    const matches = await matchesOfTopicSince(topicId, plan.settledUntil);
    return matches
      .filter(({ matchedAt }) => frequencyAt(subscription, matchedAt) === plan.frequency)
      .map((match) => ({ ...match, expression }));
  });
  return (await Promise.all(reads)).sort(byFewestMatches).flat();
}

/** A briefing is listed under the first of its topics: the most specific one, which has the fewest matches. */
function byFewestMatches(a: { expression: string }[], b: { expression: string }[]): number {
  const expressionLength = (matches: { expression: string }[]) =>
    matches[0]?.expression.length ?? 0;
  return a.length - b.length || expressionLength(b) - expressionLength(a);
}

/** The state of the plan if no further digest is due after this round. */
function idleProgress(
  { subscriber }: SubscriberFile,
  { frequency, round, follows, reschedules }: DigestPlan,
  now: string,
): DigestProgress {
  const next = { settledUntil: now, listed: [] };
  const { subscriberId } = subscriber;
  return { subscriberId, frequency, round, next, follows, reschedules, preparedAt: now };
}

function nextDueAt({ subscriber }: SubscriberFile, { frequency }: DigestPlan, now: string): string {
  return nextDigestAt({ frequency, hour: subscriber.hour, timeZone: subscriber.timeZone }, now);
}
