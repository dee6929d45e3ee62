import type { WordingLanguage } from '../domain/languages/wording-language';
import { isTimeZone } from '../domain/time-zone';
import { LOCALES } from './wording/locale';
import { TIMES_WORDING } from './wording/times';

/** The month as a word, so that nobody reads 6/11 as 11 June. */
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const HOUR = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** E.g. `7 November 2023`, in the given IANA time zone (UTC if the zone is unknown). */
export function formatDay(date: Date, timeZone: string, language: WordingLanguage): string {
  const day = getFormatter(DAY, timeZone, language).format(date);
  // French writes the first of a month as an ordinal number, which Intl does not.
  return language === 'fr' ? day.replace(/^1 /, '1er ') : day;
}

/** E.g. `7 November 2023, 06:12`, in the given IANA time zone (UTC if the zone is unknown). */
export function formatTime(date: Date, timeZone: string, language: WordingLanguage): string {
  return TIMES_WORDING[language].dayAndTime(
    formatDay(date, timeZone, language),
    getFormatter(HOUR, timeZone, language).format(date),
  );
}

/** E.g. `7 November 2023, 06:12 (Europe/Berlin)`. */
export function formatTimeAndZone(date: Date, timeZone: string, language: WordingLanguage): string {
  return `${formatTime(date, timeZone, language)} (${formatZone(timeZone)})`;
}

/** E.g. `6–7 November 2023 (Europe/Berlin)`, or one date if both are the same day. */
export function formatPeriod(
  start: Date,
  end: Date,
  timeZone: string,
  language: WordingLanguage,
): string {
  const days = getFormatter(DAY, timeZone, language).formatRange(start, end);
  return `${days} (${formatZone(timeZone)})`;
}

/** E.g. `America/New York` for `America/New_York`. */
function formatZone(timeZone: string): string {
  return validZoneOrUtc(timeZone).replaceAll('_', ' ');
}

/** A cache, because creating a formatter is slow and a digest formats hundreds of times in one zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function getFormatter(
  options: Intl.DateTimeFormatOptions,
  timeZone: string,
  language: WordingLanguage,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${Object.keys(options)[0]}`;
  const cached = formatters.get(key);
  if (cached) return cached;
  const created = new Intl.DateTimeFormat(LOCALES[language].tag, {
    ...options,
    timeZone: validZoneOrUtc(timeZone),
  });
  formatters.set(key, created);
  return created;
}

function validZoneOrUtc(timeZone: string): string {
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}
