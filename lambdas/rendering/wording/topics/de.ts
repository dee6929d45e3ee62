import { plural } from '../plural';
import type { TopicsWording } from './en';

export const de: TopicsWording = {
  everyBriefing: 'Alle Meldungen',
  everyBriefingInSentence: 'alle Meldungen',
  moreTopics: (count) =>
    plural('de', count, { one: '# weiteres Thema', other: '# weitere Themen' }),
  confirmButton: (count) => (count === 1 ? 'Ja, diesem Thema folgen' : 'Ja, diesen Themen folgen'),
};
