import { fold } from '../languages/characters';
import { WORDING_LANGUAGES, type WordingLanguage } from '../languages/wording-language';
import { addDays, addMonths, isDate } from '../local-time';
import { COMMAND_WORDS } from './command-words';

/** The end of a pause as a person wrote it. Without a year, it is the next such day. */
export type PauseEnd =
  | { day: number; month: number; year?: number }
  | { days: number }
  | { months: number };

/** The end of a pause after `until`, e.g. `1 December`, `2026-12-01`, `1.12.2026` or `tomorrow`; undefined if it is none. */
export function readPauseDate(text: string, language: WordingLanguage): PauseEnd | undefined {
  const typed = fold(text).replace(/[,،]/g, ' ').replace(/\s+/g, ' ').trim();
  if (COMMAND_WORDS[language].tomorrow.some((word) => fold(word) === typed)) return { days: 1 };
  return readNumericDate(typed, language) ?? readNamedDate(typed);
}

/** The length of a pause, e.g. `3 days`, `2 weeks`, `a month` or `fortnight`; undefined if it is none. */
export function readPauseLength(text: string, language: WordingLanguage): PauseEnd | undefined {
  const { days, weeks, months, one, numbers, lengths } = COMMAND_WORDS[language];
  const typed = fold(latinDigits(text)).trim().split(/\s+/);
  const unit = typed.at(-1) ?? '';
  const isIn = (words: readonly string[], word: string) =>
    words.some((each) => fold(each) === word);
  const written = typed.length === 1 || isIn(one, typed[0] ?? '') ? '1' : (typed[0] ?? '');
  const spelled = Object.entries(numbers).find(([word]) => fold(word) === written)?.[1];
  const counted = spelled === undefined ? written : String(spelled);
  if (typed.length > 2 || !/^[1-9]\d{0,3}$/.test(counted)) return undefined;
  const named = Object.entries(lengths).find(([name]) => fold(name) === unit)?.[1];
  if (named && counted === '1') return named;
  const number = Number(counted);
  if (isIn(days, unit)) return { days: number };
  if (isIn(weeks, unit)) return { days: 7 * number };
  return isIn(months, unit) ? { months: number } : undefined;
}

/**
 * The date of the end, e.g. `2026-12-01`, seen from `today` (such a date in the subscriber's time zone);
 * undefined if there is no such day in the calendar.
 */
export function dateOfPauseEnd(end: PauseEnd, today: string): string | undefined {
  if ('days' in end) return addDays(today, end.days);
  if ('months' in end) return addMonths(today, end.months);
  const { day, month } = end;
  const thisYear = Number(today.slice(0, 4));
  // The next 29 February is at most eight years away.
  const years =
    end.year === undefined ? Array.from({ length: 9 }, (_, n) => thisYear + n) : [end.year];
  const dates = years.map((year) => dateOf(year, month, day)).filter(isDate);
  return end.year === undefined ? dates.find((date) => date > today) : dates[0];
}

/**
 * `2026-12-01`, or a day before its month: `1.12.`, `1/12/2026`. English has both orders, so there the date
 * counts only if one of the numbers is too large for a month.
 */
function readNumericDate(text: string, language: WordingLanguage): PauseEnd | undefined {
  const typed = latinDigits(text);
  const iso = /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})$/.exec(typed);
  if (iso) return calendarDay(Number(iso[4]), Number(iso[3]), Number(iso[1]));
  const parts = /^(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2})?)?$/.exec(typed);
  if (!parts) return undefined;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  const year = parts[4] === undefined ? undefined : Number(parts[4].padStart(4, '20'));
  const isAmbiguous =
    language === 'en' && parts[2] === '/' && first <= 12 && second <= 12 && first !== second;
  if (isAmbiguous) return undefined;
  return second > 12 ? calendarDay(second, first, year) : calendarDay(first, second, year);
}

/** `1 December`, `December 1st 2026`, `1er décembre`, `1. Dezember 2026`, `1 de diciembre de 2026`. */
function readNamedDate(text: string): PauseEnd | undefined {
  const typed = ` ${latinDigits(text).replaceAll('. ', ' ')} `;
  // `كانون الأول`, December in Lebanon, is two words.
  const name = [...MONTHS.keys()].find((each) => typed.includes(` ${each} `));
  const month = MONTHS.get(name ?? '');
  const words = typed
    .replace(` ${name} `, '  ')
    .split(' ')
    .filter((word) => !['', 'de', 'del', 'of', 'the'].includes(word));
  const numbers = words.flatMap(
    (word) => /^(\d{1,4})(?:st|nd|rd|th|er|º|°|\.)?$/.exec(word)?.[1] ?? [],
  );
  const day = numbers.find((number) => number.length <= 2);
  const year = numbers.find((number) => number.length === 4);
  const isWhole =
    words.length === numbers.length && numbers.length === (year === undefined ? 1 : 2);
  if (month === undefined || day === undefined || !isWhole) return undefined;
  return calendarDay(Number(day), month, year === undefined ? undefined : Number(year));
}

function calendarDay(day: number, month: number, year: number | undefined): PauseEnd | undefined {
  // 2024 is a leap year.
  if (!isDate(dateOf(year ?? 2024, month, day))) return undefined;
  return year === undefined ? { day, month } : { day, month, year };
}

function dateOf(year: number, month: number, day: number): string {
  const digits = (number: number, length: number) => String(number).padStart(length, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** Arabic-Indic digits, those of Persian and Urdu among them, as ASCII ones. */
function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** The number of a month by its long and short names in all our languages, folded. */
const MONTHS = monthNames();

function monthNames(): Map<string, number> {
  const names = new Map<string, number>([['sept', 9]]);
  // Lebanon, Syria and Iraq have names of their own for the months.
  for (const locale of [...WORDING_LANGUAGES, 'ar-LB', 'ar-MA']) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, {
        month: style,
        timeZone: 'UTC',
      });
      for (let month = 1; month <= 12; month++) {
        const name = fold(format.format(Date.UTC(2026, month - 1, 1))).replace(/\.$/, '');
        if (!names.has(name)) names.set(name, month);
      }
    }
  }
  return names;
}
