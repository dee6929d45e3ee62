import { plural } from '../plural';
import type { TimesWording } from './en';

export const de: TimesWording = {
  dayAndTime: (day, time) => `${day}, ${time} Uhr`,
  inMinutes: (count) => plural('de', count, { one: 'in einer Minute', other: 'in # Minuten' }),
  inHours: (count) => plural('de', count, { one: 'in einer Stunde', other: 'in # Stunden' }),
};
