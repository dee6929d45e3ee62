import type { TimesWording } from './en';

export const ar: TimesWording = {
  dayAndTime: (day, time) => `${day}، ${time}`,
};
