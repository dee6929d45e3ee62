import { plural } from '../plural';
import type { BriefingsWording } from './en';

export const ar: BriefingsWording = {
  count: (count) =>
    plural('ar', count, {
      zero: 'لا أخبار',
      one: 'خبر واحد',
      two: 'خبران',
      few: '# أخبار',
      many: '# خبرًا',
      other: '# خبر',
    }),
};
