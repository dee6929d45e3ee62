import { uncoveredSince } from './followed-topics';
import type { SubscriberFile } from './subscriber';

/**
 * Since when something may be waiting for the subscriber (ISO 8601), in a digest or with alerts; undefined if
 * nothing can be. Not just since their pause began: an earlier one may have postponed a monthly digest that
 * has still not come.
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
