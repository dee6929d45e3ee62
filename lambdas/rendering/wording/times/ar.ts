import { plural } from '../plural';
import type { TimesWording } from './en';

export const ar: TimesWording = {
  dayAndTime: (day, time) => `${day}، ${time}`,
  inMinutes: (count) =>
    plural('ar', count, {
      zero: 'بعد قليل',
      one: 'بعد دقيقة',
      two: 'بعد دقيقتين',
      few: 'بعد # دقائق',
      many: 'بعد # دقيقة',
      other: 'بعد # دقيقة',
    }),
  inHours: (count) =>
    plural('ar', count, {
      zero: 'بعد قليل',
      one: 'بعد ساعة',
      two: 'بعد ساعتين',
      few: 'بعد # ساعات',
      many: 'بعد # ساعة',
      other: 'بعد # ساعة',
    }),
};
