import { DateTime } from 'luxon';
import type { DigestFrequency, Frequency } from './frequency';

export interface DigestTime {
  frequency: DigestFrequency;
  /** 0 to 23. */
  hour: number;
  /** An IANA name. */
  timeZone: string;
}

/** ISO weekdays: weekly digests are sent on Mondays, and the working week ends on Friday. */
const MONDAY = 1;
const FRIDAY = 5;

/**
 * The first time after `after` (ISO 8601) at which the digest is due, in UTC.
 * If the clocks skip the hour, the digest is due as soon as they have moved forward. If they repeat
 * it, the digest is due once, at the first occurrence.
 */
export function nextDigestAt({ frequency, hour, timeZone }: DigestTime, after: string): string {
  const from = DateTime.fromISO(after, { zone: timeZone });
  let day = digestDayFrom(from.startOf('day'), frequency);
  while (atHour(day, hour) <= from) day = digestDayFrom(day.plus({ days: 1 }), frequency);
  const due = atHour(day, hour).toUTC().toISO();
  if (due === null) throw new RangeError(`No digest time after ${after} in ${timeZone}.`);
  return due;
}

/** The time of a subscriber's first digest of a frequency. */
export interface FirstDigest {
  frequency: DigestFrequency;
  /** ISO 8601. */
  dueAt: string;
}

/** The first digest after `now` (ISO 8601) of someone who follows a topic; undefined for `instant`. */
export function firstDigestOf(
  frequency: Frequency,
  { hour, timeZone }: { hour: number; timeZone: string },
  now: string,
): FirstDigest | undefined {
  if (frequency === 'instant') return undefined;
  return { frequency, dueAt: nextDigestAt({ frequency, hour, timeZone }, now) };
}

/**
 * A digest of the same day moves by less than this, to any hour and time zone. It is shorter than a week,
 * so a weekly or monthly digest that would move further would skip one.
 */
const MAX_MOVE_DAYS = 3;

/** The time to which a planned digest is moved. */
export interface RescheduledDigest {
  /** ISO 8601. */
  dueAt: string;
  /**
   * ISO 8601. A digest that is due before this is not moved, because the move would skip it: it is due
   * already, or the next one is further away.
   */
  earliest: string;
}

/**
 * Where a planned digest moves at `now` (ISO 8601) if the subscriber chooses another hour or time zone.
 * On the day of a monthly digest the new hour may have passed already: without `earliest`, the digest of
 * that day would be a month late.
 */
export function rescheduleDigest(time: DigestTime, now: string): RescheduledDigest {
  const dueAt = nextDigestAt(time, now);
  const firstToMove = Date.parse(dueAt) - MAX_MOVE_DAYS * 86_400_000;
  const firstNotDue = Date.parse(now) + 1;
  return { dueAt, earliest: new Date(Math.max(firstToMove, firstNotDue)).toISOString() };
}

/** The first day on which a digest is sent, from `day` on. */
function digestDayFrom(day: DateTime, frequency: DigestFrequency): DateTime {
  switch (frequency) {
    case 'daily':
      return day;
    case 'weekly':
      return day.plus({ days: (MONDAY - day.weekday + 7) % 7 });
    case 'monthly': {
      const thisMonth = firstWeekdayOfMonth(day);
      return thisMonth >= day ? thisMonth : firstWeekdayOfMonth(day.plus({ months: 1 }));
    }
    default:
      return frequency satisfies never;
  }
}

/** Monthly digests are sent on the first day of the month that is not a Saturday or Sunday. */
function firstWeekdayOfMonth(day: DateTime): DateTime {
  const first = day.startOf('month');
  return first.weekday <= FRIDAY ? first : first.plus({ days: 8 - first.weekday });
}

function atHour(day: DateTime, hour: number): DateTime {
  return day.set({ hour, minute: 0, second: 0, millisecond: 0 });
}
