import type { DeliveryRequest } from '../domain/delivery';
import type { DigestFrequency } from '../domain/frequency';
import { isPaused } from '../domain/pause';
import type { SubscriberFile } from '../domain/subscriber';
import {
  type DigestMatchesDependencies,
  findDigestMatches,
} from './prepare-delivery/digest-matches';

export interface SendDigestNowDependencies extends DigestMatchesDependencies {
  /** False if they asked for one after `before`. Times are ISO 8601. */
  askForDigest: (subscriberId: string, times: { now: string; before: string }) => Promise<boolean>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  now: () => string;
}

export type DigestNowOutcome =
  /** A digest of each of these frequencies is on its way. */
  | { outcome: 'queued'; frequencies: DigestFrequency[] }
  | { outcome: 'nothing-new' }
  /** No topic is followed in digests. */
  | { outcome: 'none-followed' }
  | { outcome: 'paused' }
  | { outcome: 'too-soon'; minutes: number };

/** A digest can be asked for once in this time. */
const MIN_MINUTES_BETWEEN = 10;

/**
 * Queues the subscriber's current digests, which would be sent at their next usual times. They are ordinary
 * deliveries of the current rounds, so nothing is sent twice; the next round is due as usual.
 */
export function sendDigestNow(dependencies: SendDigestNowDependencies) {
  const { askForDigest, sendDeliveries } = dependencies;
  const findMatches = findDigestMatches(dependencies);
  return async (file: SubscriberFile): Promise<DigestNowOutcome> => {
    const now = dependencies.now();
    const { subscriber, digests } = file;
    const { subscriberId } = subscriber;
    if (isPaused(subscriber, now)) return { outcome: 'paused' };
    const found = await Promise.all(
      digests.map(async (plan) => ({ plan, matches: await findMatches(file, plan, now) })),
    );
    const followed = found.filter(({ matches }) => matches.isFollowed);
    if (followed.length === 0) return { outcome: 'none-followed' };
    const due = followed.filter(({ matches }) => matches.listed.length > 0);
    if (due.length === 0) return { outcome: 'nothing-new' };

    const before = new Date(Date.parse(now) - MIN_MINUTES_BETWEEN * 60_000).toISOString();
    if (!(await askForDigest(subscriberId, { now, before }))) {
      return { outcome: 'too-soon', minutes: MIN_MINUTES_BETWEEN };
    }
    const plans = due.map(({ plan }) => plan);
    await sendDeliveries(
      plans.map(({ frequency, round }) => ({ kind: 'digest', subscriberId, frequency, round })),
    );
    return { outcome: 'queued', frequencies: plans.map(({ frequency }) => frequency) };
  };
}
