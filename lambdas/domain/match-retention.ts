import type { DigestFrequency } from './frequency';

/** The most days between two digests of a frequency, including the day of a clock change. */
const MAX_DAYS_BETWEEN_DIGESTS: Record<DigestFrequency, number> = {
  daily: 2,
  weekly: 8,
  monthly: 34,
};

/** An outage as long as this loses no match. */
const MAX_OUTAGE_DAYS = 32;

/** A subscriber may pause their emails for at most this long. */
export const MAX_PAUSE_DAYS = 30;

const MAX_INTERVAL_DAYS = Math.max(...Object.values(MAX_DAYS_BETWEEN_DIGESTS));

/**
 * How long a match is kept: until every digest that covers it has been sent. A digest that was due during a
 * pause is sent at its first usual time after it, so the next one may come two intervals and the pause later.
 */
export const MATCH_RETENTION_DAYS = 2 * MAX_INTERVAL_DAYS + MAX_PAUSE_DAYS + MAX_OUTAGE_DAYS;
