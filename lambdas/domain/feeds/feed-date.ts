/** Months as feeds write them: English, and the languages of Europe whose blog programs translate them. */
const MONTHS: Record<string, number> = {
  ...months('jan feb mar apr may jun jul aug sep oct nov dec'),
  ...months('ene fev maa abr mai juin juil aou set okt x dez'),
  ...months('gen x mrz avr mag giu lug ago x ott x dic'),
  ...months('x x x x mei x x x x out x des'),
};

/** In minutes from UTC. Names that RFC 822 and programs use: https://www.rfc-editor.org/rfc/rfc822#section-5 */
const ZONES: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  cest: 120,
  mest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  ast: -240,
  adt: -180,
  at: -240,
  est: -300,
  edt: -240,
  et: -300,
  cst: -360,
  cdt: -300,
  ct: -360,
  mst: -420,
  mdt: -360,
  mt: -420,
  pst: -480,
  pdt: -420,
  pt: -480,
  akst: -540,
  akdt: -480,
  hst: -600,
};

/** Longer text is no date. */
const MAX_DATE_LENGTH = 100;

/**
 * Reads a date as feeds have them: RFC 822 and its misspellings, ISO 8601 in all its lengths, asctime,
 * seconds or ms since 1970. Without a time zone it is UTC.
 *
 * @returns ms since 1970, or undefined if it can't be read or is no day of the calendar.
 */
export function parseFeedDate(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_DATE_LENGTH) return undefined;
  return readEpoch(trimmed) ?? readIsoDate(trimmed) ?? readWrittenDate(trimmed);
}

function readEpoch(text: string): number | undefined {
  if (/^\d{13}$/.test(text)) return Number(text);
  return /^\d{9,10}$/.test(text) ? Number(text) * 1000 : undefined;
}

const ISO_DATE =
  /^(\d{4})(?:[-/]?(\d{2})(?:[-/]?(\d{2}))?|-?(\d{3}))?(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2}(?:[.,]\d+)?))?)?\s*(z|[+-]\d{1,2}:?\d{0,2}|[a-z]{2,5}(?:[+-]\d{1,2}:?\d{0,2})?)?$/i;

function readIsoDate(text: string): number | undefined {
  const found = ISO_DATE.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, dayOfYear, hour, minute, second, zone] = found;
  return timeOf({
    year: Number(year),
    month: Number(month ?? 1),
    day: Number(day ?? 1),
    dayOfYear: dayOfYear === undefined ? undefined : Number(dayOfYear),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number((second ?? '0').replace(',', '.')),
    offset: zone === undefined ? 0 : readZone(zone),
  });
}

/** A date with the name of its month, whose parts come in any order. */
function readWrittenDate(text: string): number | undefined {
  const time = /(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?(?:\s*([ap])\.?m\b\.?)?/i.exec(text);
  const [clock = '', hours = '0', minutes = '0', seconds = '0', half] = time ?? [];
  const zone = zoneIn(time === null ? '' : text.slice(time.index + clock.length));
  const rest = text.replace(clock, ' ').replace(zone, ' ');
  const words = rest.split(/[^\p{L}\p{N}]+/u);
  const month = words.flatMap((word) => monthOf(word) ?? []).at(-1);
  const numbers = words.flatMap((word) => /^\d{1,4}(?=st$|nd$|rd$|th$|$)/.exec(word)?.[0] ?? []);
  const year = numbers.find((number) => number.length === 4) ?? numbers[1];
  const day = numbers.find((number) => number !== year) ?? numbers[0];
  if (month === undefined || year === undefined || day === undefined) return undefined;
  return timeOf({
    year: fullYear(year),
    month,
    day: Number(day),
    hour: half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0),
    minute: Number(minutes),
    second: Number(seconds),
    offset: readZone(zone),
  });
}

interface CalendarTime {
  year: number;
  month: number;
  day: number;
  dayOfYear?: number | undefined;
  hour: number;
  minute: number;
  second: number;
  /** In minutes from UTC. */
  offset: number;
}

function timeOf(time: CalendarTime): number | undefined {
  const { year, month, day, dayOfYear, hour, minute, second, offset } = time;
  const isTime = hour <= 24 && minute <= 59 && second < 62;
  if (year < 1 || !isTime) return undefined;
  const midnight = new Date(0).setUTCFullYear(
    year,
    dayOfYear === undefined ? month - 1 : 0,
    dayOfYear ?? day,
  );
  const isDay =
    dayOfYear === undefined
      ? new Date(midnight).getUTCMonth() === month - 1 && day > 0
      : dayOfYear > 0 && dayOfYear <= 366;
  return isDay ? midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 : undefined;
}

function readZone(text: string): number {
  const [, name = '', sign, hours = '0', minutes = '0'] =
    /^([a-z]*)\s*(?:([+-])(\d{1,2}):?(\d{2})?)?$/i.exec(text.trim()) ?? [];
  const offset = Number(hours) * 60 + Number(minutes);
  return (ZONES[name.toLowerCase()] ?? 0) + (sign === '-' ? -offset : offset);
}

/** The zone after the time of day, such as `GMT+0100`, or an empty text. */
function zoneIn(text: string): string {
  const offset = /(?:[a-z]{1,5})?[+-]\d{1,2}(?::?\d{2})?(?!\d)/i.exec(text)?.[0];
  return offset ?? text.match(/[a-z]+/gi)?.find((word) => word.toLowerCase() in ZONES) ?? '';
}

/** RFC 2822: https://www.rfc-editor.org/rfc/rfc2822#section-4.3 */
function fullYear(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number < 50 ? 2000 + number : 1900 + number;
}

function monthOf(word: string): number | undefined {
  if (!/^\p{L}{3,}/u.test(word)) return undefined;
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return MONTHS[plain.slice(0, 4)] ?? MONTHS[plain.slice(0, 3)];
}

function months(names: string): Record<string, number> {
  return Object.fromEntries(
    names.split(' ').flatMap((name, index) => (name === 'x' ? [] : [[name, index + 1]])),
  );
}
