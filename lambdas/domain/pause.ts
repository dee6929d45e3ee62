import { DateTime } from 'luxon';
import { type DigestSchedule, nextDigestAt } from './digest-schedule';
import type { DigestFrequency } from './frequency';
import { MAX_PAUSE_DAYS } from './match-retention';
import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** Whether no alert or digest is sent at the time (ISO 8601). */
export function isPaused({ pausedUntil }: { pausedUntil?: string }, time: string): boolean {
  return pausedUntil !== undefined && time < pausedUntil;
}

/**
 * The end of a pause (ISO 8601) that is to last until a date such as `2026-12-01` in the subscriber's time
 * zone: their digest hour on that day, so that nothing arrives in the middle of the night.
 */
export function readPauseEnd(
  text: string,
  { hour, timeZone }: DigestSchedule,
  now: string,
): ReadField<string> {
  const typed = text.trim();
  const date = DateTime.fromISO(typed, { zone: timeZone });
  const end = date.set({ hour }).toUTC().toISO();
  if (!/^\d{4}-\d\d-\d\d$/.test(typed) || end === null) return refuse('unknownDate');
  if (end <= now) return refuse('pauseInThePast');
  const latest = DateTime.fromISO(now, { zone: timeZone }).plus({ days: MAX_PAUSE_DAYS });
  if (date > latest) return refuse('pauseTooLong', MAX_PAUSE_DAYS);
  return { outcome: 'read', value: end };
}

/** When a digest is due (ISO 8601) after a pause: at its first usual time from the end of the pause on. */
export function digestAfterPause(
  schedule: DigestSchedule,
  frequency: DigestFrequency,
  pausedUntil: string,
): string {
  const justBefore = new Date(Date.parse(pausedUntil) - 1).toISOString();
  return nextDigestAt({ frequency, ...schedule }, justBefore);
}
