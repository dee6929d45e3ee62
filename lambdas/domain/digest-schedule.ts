import { DateTime, IANAZone } from 'luxon';
import type { DigestFrequency } from './frequency';

export interface DigestTime {
  frequency: DigestFrequency;
  /** 0 to 23. */
  hour: number;
  /** An IANA name. */
  timeZone: string;
}

/** Weekly digests come on Mondays (ISO weekday 1). */
const DIGEST_WEEKDAY = 1;

/**
 * The next time after `after` (ISO 8601) at which the digest is due, in UTC.
 * Where the clocks skip the hour, the digest comes when they have moved on; where they repeat it,
 * it comes once, at the first.
 */
export function nextDigestAt({ frequency, hour, timeZone }: DigestTime, after: string): string {
  const from = DateTime.fromISO(after, { zone: timeZone });
  let day = from.startOf('day');
  if (frequency === 'weekly') day = day.plus({ days: (DIGEST_WEEKDAY - day.weekday + 7) % 7 });
  const step = frequency === 'weekly' ? { weeks: 1 } : { days: 1 };
  let due = atHour(day, hour);
  while (due <= from) {
    day = day.plus(step);
    due = atHour(day, hour);
  }
  return due.toUTC().toISO() ?? unreachable(after, timeZone);
}

/** Whether the name is a time zone that we can reckon in. */
export function isTimeZone(name: string): boolean {
  return name !== '' && IANAZone.isValidZone(name);
}

function atHour(day: DateTime, hour: number): DateTime {
  return day.set({ hour, minute: 0, second: 0, millisecond: 0 });
}

function unreachable(after: string, timeZone: string): never {
  throw new RangeError(`No digest time after ${after} in ${timeZone}.`);
}
