import type { TimesWording } from './en';

export const fr: TimesWording = {
  dayAndTime: (day, time) => `${day} à ${time}`,
};
