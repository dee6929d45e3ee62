import { plural } from '../plural';

export const en = {
  /** E.g. `7 November 2023, 06:12`. */
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
  /** At least one. */
  inMinutes: (count: number) =>
    count === 1
      ? 'in a minute'
      : plural('en', count, { one: 'in # minute', other: 'in # minutes' }),
  inHours: (count: number) => plural('en', count, { one: 'in # hour', other: 'in # hours' }),
};

/** The wording of times and waits. */
export type TimesWording = typeof en;
