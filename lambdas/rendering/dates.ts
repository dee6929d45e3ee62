import { isTimeZone } from '../domain/time-zone';

/** Day before month, month in letters: no reader takes 6 November for 11 June. */
const LOCALE = 'en-GB';

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const HOUR = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** E.g. `7 November 2023`, in the given IANA time zone (UTC when the zone is unknown). */
function formatDay(date: Date, timeZone: string): string {
  return formatter(DAY, timeZone).format(date);
}

/** E.g. `7 November 2023, 06:12`, in the given IANA time zone (UTC when the zone is unknown). */
export function formatTime(date: Date, timeZone: string): string {
  return `${formatDay(date, timeZone)}, ${formatter(HOUR, timeZone).format(date)}`;
}

/** E.g. `7 November 2023, 06:12 (Europe/Berlin)`. */
export function formatTimeAndZone(date: Date, timeZone: string): string {
  return `${formatTime(date, timeZone)} (${zoneName(timeZone)})`;
}

/** E.g. `6 November 2023 to 7 November 2023 (Europe/Berlin)`; one day is named once. */
export function formatPeriod(start: Date, end: Date, timeZone: string): string {
  const [from, to] = [formatDay(start, timeZone), formatDay(end, timeZone)];
  return `${from === to ? to : `${from} to ${to}`} (${zoneName(timeZone)})`;
}

/** The zone as people write it: `America/New York`; `UTC` for one that does not exist. */
function zoneName(timeZone: string): string {
  return knownZone(timeZone).replaceAll('_', ' ');
}

/** Making one takes far longer than using it, and a digest has hundreds of times in one zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options)[0]}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: knownZone(timeZone) });
  formatters.set(key, made);
  return made;
}

function knownZone(timeZone: string): string {
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}
