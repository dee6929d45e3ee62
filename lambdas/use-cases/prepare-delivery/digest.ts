import {
  type DigestProgress,
  type DigestRequest,
  type PreparedDelivery,
  toldOf,
} from '../../domain/delivery';
import { nextDigestAt } from '../../domain/digest-schedule';
import { topicsOfDigest } from '../../domain/followed-topics';
import { digestAfterPause, isPaused } from '../../domain/pause';
import type { DigestPlan, SubscriberFile } from '../../domain/subscriber';
import { type DigestMatchesDependencies, findDigestMatches } from './digest-matches';
import type { EmailWriter } from './email-writer';
import { recipientOf } from './recipient';

export interface PrepareDigestDependencies extends DigestMatchesDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  emailWriter: Pick<EmailWriter, 'digest'>;
  now: () => string;
}

/**
 * Writes the email with all matches since the last digest. Matches are read when the digest is due;
 * nothing is stored per subscriber before then. A digest that is due during a pause is sent after it, and
 * covers everything since the last one.
 */
export function prepareDigest(dependencies: PrepareDigestDependencies) {
  const { subscriberFile, emailWriter } = dependencies;
  const findMatches = findDigestMatches(dependencies);
  return async (request: DigestRequest, deliveryId: string): Promise<PreparedDelivery> => {
    const { subscriberId, frequency, round } = request;
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return { outcome: 'not-needed', reason: 'erased' };
    const plan = file.digests.find((digest) => digest.frequency === frequency);
    if (plan?.round !== round) return { outcome: 'not-needed', reason: 'superseded' };

    const now = dependencies.now();
    const { subscriber } = file;
    const idle = idleProgress(file, plan, now);
    // Nothing is left that a further digest could tell, so the plan becomes idle.
    if (topicsOfDigest(file.subscriptions, frequency, plan.settledUntil).length === 0) {
      return { outcome: 'not-needed', reason: 'unsubscribed', progress: idle };
    }
    if (subscriber.suppressed) {
      return { outcome: 'not-needed', reason: 'suppressed', progress: idle };
    }
    if (subscriber.pausedUntil !== undefined && isPaused(subscriber, now)) {
      const nextDueAt = digestAfterPause(subscriber, frequency, subscriber.pausedUntil);
      const { settledUntil, listed } = plan;
      const progress = { ...idle, next: { settledUntil, listed }, nextDueAt };
      return { outcome: 'postpone', progress };
    }

    const { listed, isMuted, next } = await findMatches(file, plan, now);
    const nextDueAt = nextDigestAt({ ...subscriber, frequency }, now);
    const progress = { ...idle, next, nextDueAt };
    if (listed.length === 0) {
      return { outcome: 'not-needed', reason: isMuted ? 'muted' : 'nothing-new', progress };
    }

    const email = await emailWriter.digest({
      deliveryId,
      subscriber,
      frequency,
      matches: listed,
      periodStart: plan.settledUntil,
      periodEnd: now,
    });
    const told = toldOf(listed);
    return { outcome: 'ready', email, recipient: recipientOf(file), progress, told };
  };
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
