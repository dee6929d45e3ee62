import type { DigestFrequency, Frequency } from './frequency';
import {
  addDays,
  dayOfMonth,
  firstOfNextMonth,
  localTimeAt,
  timeAtHour,
  weekdayOf,
} from './local-time';
import { latestDigestAt } from './match-retention';
import type { ReadField } from './read-field';
import { refuse } from './refusal';

/** When a subscriber gets their digests. */
export interface DigestSchedule {
  /** 0 to 23. */
  hour: number;
  /** An IANA name. */
  timeZone: string;
  /** The day of weekly digests, 1 (Monday) to 7 (Sunday); Monday if absent. */
  weekday?: number;
  /** The day of monthly digests, 1 to 28; the first weekday of the month if absent. */
  monthDay?: number;
}

/** Only the schedule of a subscriber. */
export function scheduleOf({ hour, timeZone, weekday, monthDay }: DigestSchedule): DigestSchedule {
  return {
    hour,
    timeZone,
    ...(weekday === undefined ? {} : { weekday }),
    ...(monthDay === undefined ? {} : { monthDay }),
  };
}

export interface DigestTime extends DigestSchedule {
  frequency: DigestFrequency;
}

/** ISO weekdays: weekly digests are sent on Mondays by default, and the working week ends on Friday. */
const MONDAY = 1;
const FRIDAY = 5;
const SUNDAY = 7;
/** The last day that every month has. */
export const MAX_MONTH_DAY = 28;

/**
 * The first time after `after` (ISO 8601) at which the digest is due, in UTC.
 * If the clocks skip the hour, the digest is due as soon as they have moved forward. If they repeat
 * it, the digest is due once, at the first occurrence.
 */
export function nextDigestAt(time: DigestTime, after: string): string {
  const { hour, timeZone } = time;
  const from = new Date(after).toISOString();
  let day = digestDayFrom(localTimeAt(from, timeZone).date, time);
  while (timeAtHour(day, hour, timeZone) <= from) day = digestDayFrom(addDays(day, 1), time);
  return timeAtHour(day, hour, timeZone);
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
  schedule: DigestSchedule,
  now: string,
): FirstDigest | undefined {
  if (frequency === 'instant') return undefined;
  return { frequency, dueAt: nextDigestAt({ ...schedule, frequency }, now) };
}

/** Whether digests of the frequency come on another day with the schedule `chosen`. */
export function isAnotherDay(
  frequency: DigestFrequency,
  former: DigestSchedule,
  chosen: DigestSchedule,
): boolean {
  switch (frequency) {
    case 'daily':
      return false;
    case 'weekly':
      return (former.weekday ?? MONDAY) !== (chosen.weekday ?? MONDAY);
    case 'monthly':
      return former.monthDay !== chosen.monthDay;
    default:
      return frequency satisfies never;
  }
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
  /** ISO 8601. A digest that is due before this is not moved. */
  earliest: string;
}

/** What is known about a planned digest before it is moved. */
export interface PlannedDigest {
  /** Whether the subscriber chose another day for it, and not only another hour or time zone. */
  isAnotherDay?: boolean;
  /** ISO 8601: since when matches wait for it; absent if none can. */
  uncoveredSince?: string;
}

/**
 * Where a planned digest moves at `now` (ISO 8601) if the subscriber chooses another hour, day or time zone.
 *
 * - If it is due already, it is about to be sent and stays.
 * - On another day, it comes on the next of these days, never on the former one.
 * - On the same day, the new hour may have passed already. It stays then, or the digest of a month would be
 *   skipped.
 * - It stays if it would come so late that matches expire first. That can only happen to someone who keeps
 *   choosing another day just before their digest.
 */
export function rescheduleDigest(
  time: DigestTime,
  now: string,
  { isAnotherDay = false, uncoveredSince }: PlannedDigest = {},
): RescheduledDigest {
  const dueAt = nextDigestAt(time, now);
  const firstNotDue = Date.parse(now) + 1;
  const firstToMove = () => {
    if (uncoveredSince !== undefined && dueAt > latestDigestAt(uncoveredSince)) {
      return Date.parse(dueAt);
    }
    return isAnotherDay ? firstNotDue : Date.parse(dueAt) - MAX_MOVE_DAYS * 86_400_000;
  };
  return { dueAt, earliest: new Date(Math.max(firstToMove(), firstNotDue)).toISOString() };
}

/** The first day on which a digest is sent, from `day` on. */
function digestDayFrom(day: string, { frequency, weekday, monthDay }: DigestTime): string {
  switch (frequency) {
    case 'daily':
      return day;
    case 'weekly':
      return addDays(day, ((weekday ?? MONDAY) - weekdayOf(day) + 7) % 7);
    case 'monthly': {
      const digestDay = (month: string) =>
        monthDay === undefined ? firstWeekdayOfMonth(month) : dayOfMonth(month, monthDay);
      const thisMonth = digestDay(day);
      return thisMonth >= day ? thisMonth : digestDay(firstOfNextMonth(day));
    }
    default:
      return frequency satisfies never;
  }
}

/** By default, monthly digests are sent on the first day of the month that is not a Saturday or Sunday. */
function firstWeekdayOfMonth(day: string): string {
  const first = dayOfMonth(day, 1);
  const weekday = weekdayOf(first);
  return weekday <= FRIDAY ? first : addDays(first, 8 - weekday);
}

/** The day of weekly digests, 1 (Monday) to 7 (Sunday); an empty field means `fallback`. */
export function readWeekday(
  text: string,
  fallback: number | undefined,
): ReadField<number | undefined> {
  const typed = text.trim();
  if (typed === '') return { outcome: 'read', value: fallback };
  const day = Number(typed);
  const isDay = /^\d$/.test(typed) && day >= MONDAY && day <= SUNDAY;
  return isDay ? { outcome: 'read', value: day } : refuse('unknownWeekday');
}

/** The day of monthly digests, 1 to 28; an empty field means the first weekday of the month. */
export function readMonthDay(text: string): ReadField<number | undefined> {
  const typed = text.trim();
  if (typed === '') return { outcome: 'read', value: undefined };
  const day = Number(typed);
  const isDay = /^\d{1,2}$/.test(typed) && day >= 1 && day <= MAX_MONTH_DAY;
  return isDay ? { outcome: 'read', value: day } : refuse('unknownMonthDay', MAX_MONTH_DAY);
}
