import { plural } from '../plural';
import type { TopicsWording } from './en';

export const fr: TopicsWording = {
  everyBriefing: 'Toutes les dépêches',
  everyBriefingInSentence: 'toutes les dépêches',
  moreTopics: (count) =>
    plural('fr', count, {
      one: '# autre sujet',
      many: '# d’autres sujets',
      other: '# autres sujets',
    }),
  confirmButton: (count) => (count === 1 ? 'Oui, suivre ce sujet' : 'Oui, suivre ces sujets'),
};
