import { DateTime } from 'luxon';

/** The first time after the given one at which a schedule runs; none when it never will again. */
export type NextTime = (after: Date) => Date | undefined;

/** Milliseconds. */
const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** A year of days holds every time that a cron expression of one year can name. */
const DAYS_AHEAD = 366 * 5;

/**
 * Reads `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * @throws Error when it is neither, or uses L, W or #, which are not known here.
 */
export function parseSchedule(expression: string, timeZone: string): NextTime {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const interval = Number(rate[1]) * (UNITS[rate[2] ?? ''] ?? 0);
    return (after) => new Date(after.getTime() + interval);
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ');
  if (fields?.length === 6) return cronTimes(fields, timeZone);
  throw new Error(`The local stack can't read the schedule ${expression}.`);
}

function cronTimes(fields: string[], timeZone: string): NextTime {
  const [minutes = '', hours = '', daysOfMonth = '', months = '', daysOfWeek = '', years = ''] =
    fields;
  const isMinute = cronField(minutes, 0, 59);
  const isHour = cronField(hours, 0, 23);
  const isDayOfMonth = cronField(daysOfMonth, 1, 31);
  const isMonth = cronField(months, 1, 12, MONTHS);
  const isDayOfWeek = cronField(daysOfWeek, 1, 7, DAYS);
  const isYear = cronField(years, 1970, 2199);

  const isDay = (day: DateTime) =>
    isYear(day.year) &&
    isMonth(day.month) &&
    isDayOfMonth(day.day) &&
    // The week of a cron expression begins with Sunday as 1; luxon's with Monday as 1.
    isDayOfWeek((day.weekday % 7) + 1);

  return (after) => {
    const from = DateTime.fromJSDate(after, { zone: timeZone }).startOf('minute');
    for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
      const day = from.startOf('day').plus({ days: ahead });
      if (!isDay(day)) continue;
      const time = timesOfDay(day, isHour, isMinute).find((candidate) => candidate > from);
      if (time) return time.toJSDate();
    }
    return undefined;
  };
}

function timesOfDay(
  day: DateTime,
  isHour: (hour: number) => boolean,
  isMinute: (minute: number) => boolean,
): DateTime[] {
  const numbers = (count: number, test: (value: number) => boolean) =>
    Array.from({ length: count }, (_, value) => value).filter(test);
  return numbers(24, isHour).flatMap((hour) =>
    numbers(60, isMinute).map((minute) => day.set({ hour, minute })),
  );
}

/** Reads one field: `*`, `?`, numbers or names, lists, ranges and steps. */
function cronField(
  field: string,
  lowest: number,
  highest: number,
  names: string[] = [],
): (value: number) => boolean {
  const numberOf = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + lowest : Number(text);
    if (Number.isInteger(value) && value >= lowest && value <= highest) return value;
    throw new Error(`The local stack can't read "${field}" in a cron expression.`);
  };
  const tests = field.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    const isAny = range === '*' || range === '?';
    const [first, last] = isAny ? [] : range.split('-');
    const from = first === undefined ? lowest : numberOf(first);
    const openEnd = isAny || step !== undefined ? highest : from;
    const to = last === undefined ? openEnd : numberOf(last);
    const by = step === undefined ? 1 : Number(step);
    return (value: number) => value >= from && value <= to && (value - from) % by === 0;
  });
  return (value) => tests.some((test) => test(value));
}
