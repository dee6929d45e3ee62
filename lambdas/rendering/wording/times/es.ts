import { plural } from '../plural';
import type { TimesWording } from './en';

export const es: TimesWording = {
  dayAndTime: (day, time) => `${day}, ${time}`,
  inMinutes: (count) =>
    plural('es', count, {
      one: 'en un minuto',
      many: 'en # de minutos',
      other: 'en # minutos',
    }),
  inHours: (count) =>
    plural('es', count, { one: 'en una hora', many: 'en # de horas', other: 'en # horas' }),
};
