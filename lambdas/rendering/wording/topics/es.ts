import { plural } from '../plural';
import type { TopicsWording } from './en';

export const es: TopicsWording = {
  everyBriefing: 'Todas las noticias',
  everyBriefingInSentence: 'todas las noticias',
  moreTopics: (count) =>
    plural('es', count, { one: '# tema más', many: '# de temas más', other: '# temas más' }),
  confirmButton: (count) => (count === 1 ? 'Sí, seguir este tema' : 'Sí, seguir estos temas'),
};
