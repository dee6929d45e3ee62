import { uncoveredSince } from './followed-topics';
import type { SubscriberFile } from './subscriber';

/**
 * Since when something may be waiting for the subscriber (ISO 8601), in a digest or with alerts; undefined
 * if nothing can be. This may be before their pause began: an earlier one may have postponed a monthly
 * digest that has not been sent yet.
 */
export function waitingSince({
  subscriptions,
  digests,
  alerts,
}: Pick<SubscriberFile, 'subscriptions' | 'digests' | 'alerts'>): string | undefined {
  const ofDigests = digests.map(({ frequency, settledUntil }) =>
    uncoveredSince(subscriptions, frequency, settledUntil),
  );
  const times = [...ofDigests, alerts.gatheredSince].filter((time) => time !== undefined);
  return times.sort()[0];
}
