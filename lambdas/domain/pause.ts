import { type DigestSchedule, nextDigestAt } from './digest-schedule';
import type { DigestFrequency } from './frequency';
import { addDays, daysBetween, isDate, localTimeAt, timeAtHour } from './local-time';
import { latestPauseEnd, MAX_PAUSE_DAYS } from './match-retention';
import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** Whether no alert or digest is sent at the time (ISO 8601). */
export function isPaused({ pausedUntil }: { pausedUntil?: string }, time: string): boolean {
  return pausedUntil !== undefined && time < pausedUntil;
}

/**
 * The end of a pause (ISO 8601) that is to last until a date such as `2026-12-01` in the subscriber's time
 * zone: their digest hour on that day, so that nothing arrives in the middle of the night.
 *
 * Nothing that is waiting may expire before it is sent. So a pause that is extended, or follows another
 * one, ends at the latest at `latestPauseEnd` of what has been `waiting` (ISO 8601) the longest.
 */
export function readPauseEnd(
  text: string,
  { hour, timeZone }: DigestSchedule,
  now: string,
  waiting?: string,
): ReadField<string> {
  const date = text.trim();
  if (!isDate(date)) return refuse('unknownDate');
  const end = timeAtHour(date, hour, timeZone);
  if (end <= now) return refuse('pauseInThePast');
  const latest = addDays(localTimeAt(now, timeZone).date, MAX_PAUSE_DAYS);
  if (date > latest) return refuse('pauseTooLong', MAX_PAUSE_DAYS);
  if (waiting === undefined || end <= latestPauseEnd(waiting)) {
    return { outcome: 'read', value: end };
  }
  const days = daysUntil(latestPauseEnd(waiting), { hour, timeZone }, now);
  return days > 0 ? refuse('pauseTooLongNow', days) : refuse('pauseNotNow');
}

/** How many days after today the last of the subscriber's digest hours until `latest` (ISO 8601) is. */
function daysUntil(latest: string, { hour, timeZone }: DigestSchedule, now: string): number {
  const limit = localTimeAt(latest, timeZone).date;
  const lastDay = timeAtHour(limit, hour, timeZone) <= latest ? limit : addDays(limit, -1);
  return daysBetween(localTimeAt(now, timeZone).date, lastDay);
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
