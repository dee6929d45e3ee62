import { plural } from '../plural';
import type { TopicsWording } from './en';

export const ar: TopicsWording = {
  everyBriefing: 'كل الأخبار',
  everyBriefingInSentence: 'كل الأخبار',
  moreTopics: (count) =>
    plural('ar', count, {
      zero: 'موضوعات أخرى',
      one: 'موضوع آخر',
      two: 'موضوعان آخران',
      few: '# موضوعات أخرى',
      many: '# موضوعًا آخر',
      other: '# موضوع آخر',
    }),
  confirmButton: (count) =>
    count === 1 ? 'نعم، أريد متابعة هذا الموضوع' : 'نعم، أريد متابعة هذه الموضوعات',
};
