const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a calendar and a clock show in a time zone. */
export interface LocalTime {
  /** Such as `2026-01-31`. */
  date: string;
  /** 0 to 23. */
  hour: number;
}

/** What a calendar and a clock show in the time zone at `time` (ISO 8601). */
export function localTimeAt(time: string, timeZone: string): LocalTime {
  const shown = new Date(shownAt(Date.parse(time), timeZone));
  return { date: dateOf(shown.getTime()), hour: shown.getUTCHours() };
}

/**
 * The time (ISO 8601, UTC) at which clocks in the time zone show the full hour on the date. If they skip
 * it, it is when they have moved forward by as much. If they repeat it, it is the first time.
 */
export function timeAtHour(date: string, hour: number, timeZone: string): string {
  const shown = Date.parse(date) + hour * HOUR_MS;
  // No time zone is a day or more away from UTC, and none changes its clocks twice in two days.
  const offsets = [shown - DAY_MS, shown + DAY_MS].map((time) => offsetAt(time, timeZone));
  const times = offsets.map((offset) => shown - offset);
  const actual = times.filter((time) => shownAt(time, timeZone) === shown);
  // A skipped hour is counted on from the time before it.
  return new Date(actual.length > 0 ? Math.min(...actual) : Number(times[0])).toISOString();
}

/** The date so many days later, or earlier if negative. */
export function addDays(date: string, days: number): string {
  return dateOf(Date.parse(date) + days * DAY_MS);
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(date: string): number {
  return new Date(date).getUTCDay() || 7;
}

/** The day (1 to 28) of the date's month. */
export function dayOfMonth(date: string, day: number): string {
  return `${date.slice(0, 8)}${String(day).padStart(2, '0')}`;
}

/** The first day of the month after the date's. */
export function firstOfNextMonth(date: string): string {
  // No month has more than 31 days, and every one more than 3.
  return dayOfMonth(addDays(dayOfMonth(date, 1), 31), 1);
}

/** Whether it is a day of the calendar, in the form `2026-01-31`. */
export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
  );
}

/** The date of a time in ms, in UTC. */
function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** How far clocks in the time zone are ahead of UTC at `time`, in ms. */
function offsetAt(time: number, timeZone: string): number {
  return shownAt(time, timeZone) - Math.floor(time / 1000) * 1000;
}

/**
 * What clocks in the time zone show at `time` (ms), without fractions of a second, as the time (ms) at which
 * clocks in UTC show the same.
 */
function shownAt(time: number, timeZone: string): number {
  const shown = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatOf(timeZone).formatToParts(time)) {
    if (type in shown) shown[type as keyof typeof shown] = Number(value);
  }
  const { year, month, day, hour, minute, second } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** A format takes a thousand times longer to create than to use. There are some 600 time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
