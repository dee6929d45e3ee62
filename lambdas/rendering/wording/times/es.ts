import type { TimesWording } from './en';

export const es: TimesWording = {
  dayAndTime: (day, time) => `${day}, ${time}`,
};
