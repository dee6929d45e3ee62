import type { DigestFrequency } from './frequency';

/** The most days between two digests of a frequency, including the day of a clock change. */
const MAX_DAYS_BETWEEN_DIGESTS: Record<DigestFrequency, number> = {
  daily: 2,
  weekly: 8,
  monthly: 34,
};

/** An outage as long as this loses no match. */
const MAX_OUTAGE_DAYS = 32;

/** How long a match is kept: until every digest that covers it has been sent. */
export const MATCH_RETENTION_DAYS =
  Math.max(...Object.values(MAX_DAYS_BETWEEN_DIGESTS)) + MAX_OUTAGE_DAYS;
