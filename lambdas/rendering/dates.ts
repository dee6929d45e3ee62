import { isTimeZone } from '../domain/time-zone';

/** The day first and the month as a word, so that nobody reads 6/11 as 11 June. */
const LOCALE = 'en-GB';

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const HOUR = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** E.g. `7 November 2023`, in the given IANA time zone (UTC if the zone is unknown). */
function formatDay(date: Date, timeZone: string): string {
  return getFormatter(DAY, timeZone).format(date);
}

/** E.g. `7 November 2023, 06:12`, in the given IANA time zone (UTC if the zone is unknown). */
export function formatTime(date: Date, timeZone: string): string {
  return `${formatDay(date, timeZone)}, ${getFormatter(HOUR, timeZone).format(date)}`;
}

/** E.g. `7 November 2023, 06:12 (Europe/Berlin)`. */
export function formatTimeAndZone(date: Date, timeZone: string): string {
  return `${formatTime(date, timeZone)} (${formatZone(timeZone)})`;
}

/** E.g. `6 November 2023 to 7 November 2023 (Europe/Berlin)`, or one date if both are the same day. */
export function formatPeriod(start: Date, end: Date, timeZone: string): string {
  const [from, to] = [formatDay(start, timeZone), formatDay(end, timeZone)];
  return `${from === to ? to : `${from} to ${to}`} (${formatZone(timeZone)})`;
}

/** E.g. `America/New York` for `America/New_York`. */
function formatZone(timeZone: string): string {
  return validZoneOrUtc(timeZone).replaceAll('_', ' ');
}

/** A cache, because creating a formatter is slow and a digest formats hundreds of times in one zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function getFormatter(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options)[0]}`;
  const cached = formatters.get(key);
  if (cached) return cached;
  const created = new Intl.DateTimeFormat(LOCALE, {
    ...options,
    timeZone: validZoneOrUtc(timeZone),
  });
  formatters.set(key, created);
  return created;
}

function validZoneOrUtc(timeZone: string): string {
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}
