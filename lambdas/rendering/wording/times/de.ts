import type { TimesWording } from './en';

export const de: TimesWording = {
  dayAndTime: (day, time) => `${day}, ${time} Uhr`,
};
