import { isolate } from '../../isolate';
import { plural } from '../plural';
import type { ArchiveWording } from './en';

export const ar: ArchiveWording = {
  title: 'الأرشيف',
  description: 'كل الأخبار، الأحدث أولًا، مع إمكانية البحث فيها.',
  search: 'البحث في الأرشيف',
  searchHint:
    'كلمات أو أسماء، و"عبارات" بين علامتي اقتباس، وOR بين البدائل، و- قبل ما يُراد استبعاده.',
  searchButton: 'بحث',
  latest: 'آخر الأخبار',
  found: (expression) => `أخبار عن ${isolate(expression)}`,
  none: 'لم تُنشر أي أخبار بعد.',
  notFound: (expression) => `لا توجد أخبار تطابق ${isolate(expression)}.`,
  notFoundHere: (expression, days) => {
    const range = plural('ar', days, {
      zero: 'اليوم',
      one: 'يوم واحد',
      two: 'يومان',
      few: '# أيام',
      many: '# يومًا',
      other: '# يوم',
    });
    return `لا توجد خلال هذه المدة (${range}) أخبار تطابق ${isolate(expression)}. يمكن متابعة البحث فيما قبلها.`;
  },
  older: 'أخبار أقدم',
  followThis: 'متابعة هذا الموضوع عبر البريد الإلكتروني',
  feeds: 'القائمة نفسها كخلاصة:',
  atom: 'Atom',
  jsonFeed: 'JSON Feed',
  kicker: 'خبر',
  readAt: (source) => `قراءة الخبر في ${isolate(source)}`,
  tags: 'الوسوم',
  topicDescription: (topic) => `أخبار عن ${topic}.`,
  topicKicker: 'موضوع',
  noMatches: 'لا توجد أخبار مطابقة بعد. يمكن متابعة الموضوع لمعرفة أولها.',
  feedTitle: (site, topic) => (topic === '' ? site : `${site}: ${topic}`),
};
