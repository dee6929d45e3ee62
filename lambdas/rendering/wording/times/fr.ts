import { plural } from '../plural';
import type { TimesWording } from './en';

export const fr: TimesWording = {
  dayAndTime: (day, time) => `${day} à ${time}`,
  inMinutes: (count) =>
    plural('fr', count, {
      one: 'dans une minute',
      many: 'dans # de minutes',
      other: 'dans # minutes',
    }),
  inHours: (count) =>
    plural('fr', count, { one: 'dans # heure', many: 'dans # d’heures', other: 'dans # heures' }),
};
