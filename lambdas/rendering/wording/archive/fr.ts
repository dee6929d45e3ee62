import { isolate } from '../../isolate';
import { plural } from '../plural';
import type { ArchiveWording } from './en';

export const fr: ArchiveWording = {
  title: 'Archives',
  description: 'Toutes les dépêches, de la plus récente à la plus ancienne, et une recherche.',
  search: 'Rechercher dans les archives',
  searchHint:
    'Des mots, des noms, des "expressions" entre guillemets, OR entre deux possibilités, - devant ce qu’il faut exclure.',
  searchButton: 'Rechercher',
  latest: 'Dernières dépêches',
  found: (expression) => `Dépêches sur ${isolate(expression)}`,
  none: 'Aucune dépêche n’a encore été publiée.',
  notFound: (expression) => `Aucune dépêche ne correspond à ${isolate(expression)}.`,
  notFoundHere: (expression, days) => {
    const range = plural('fr', days, {
      one: 'ce jour',
      many: 'ces # de jours',
      other: 'ces # jours',
    });
    return `Aucune dépêche de ${range} ne correspond à ${isolate(expression)}. Vous pouvez remonter plus loin.`;
  },
  older: 'Dépêches plus anciennes',
  followThis: 'Suivre ce sujet par e-mail',
  feeds: 'La même liste en flux :',
  atom: 'Atom',
  jsonFeed: 'JSON Feed',
  kicker: 'Dépêche',
  readAt: (source) => `Lire sur ${isolate(source)}`,
  tags: 'Étiquettes',
  topicDescription: (topic) => `Les dépêches sur ${topic}.`,
  topicKicker: 'Sujet',
  noMatches:
    'Aucune dépêche ne correspond pour l’instant. Suivez le sujet pour recevoir la première.',
  feedTitle: (site, topic) => (topic === '' ? site : `${site} : ${topic}`),
};
