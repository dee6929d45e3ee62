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
 * How long emails may wait for the end of a pause. A digest that was due just after the pause began waits
 * for its end, and one that was due just before waits an interval longer.
 */
const MAX_WAIT_DAYS = MAX_INTERVAL_DAYS + MAX_PAUSE_DAYS;

/** A digest that was due during a pause is sent at its first usual time after it: an interval later at most. */
const MAX_DAYS_TO_COVER = MAX_WAIT_DAYS + MAX_INTERVAL_DAYS;

/** How long a match is kept: until every digest that covers it has been sent. */
export const MATCH_RETENTION_DAYS = MAX_DAYS_TO_COVER + MAX_OUTAGE_DAYS;

/**
 * When a digest must be due at the latest, so that no match since `uncoveredSince` expires before it is
 * sent, even after an outage. Both are ISO 8601.
 */
export const latestDigestAt = (uncoveredSince: string): string =>
  addDays(uncoveredSince, MAX_DAYS_TO_COVER);

/** When a pause must end at the latest, if emails have been waiting since `waitingSince`. Both are ISO 8601. */
export const latestPauseEnd = (waitingSince: string): string =>
  addDays(waitingSince, MAX_WAIT_DAYS);

function addDays(time: string, days: number): string {
  return new Date(Date.parse(time) + days * 24 * 3600_000).toISOString();
}
