export const en = {
  /** E.g. `7 November 2023, 06:12`. */
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
};

/** The wording of times. */
export type TimesWording = typeof en;
