import { isolate } from '../../isolate';
import { plural } from '../plural';
import type { ArchiveWording } from './en';

export const es: ArchiveWording = {
  title: 'Archivo',
  description: 'Todas las noticias, de la más reciente a la más antigua, y un buscador.',
  search: 'Buscar en el archivo',
  searchHint:
    'Palabras, nombres, "frases" entre comillas, OR entre alternativas, - delante de lo que se quiere excluir.',
  searchButton: 'Buscar',
  latest: 'Últimas noticias',
  found: (expression) => `Noticias sobre ${isolate(expression)}`,
  none: 'Todavía no se ha publicado ninguna noticia.',
  notFound: (expression) => `Ninguna noticia coincide con ${isolate(expression)}.`,
  notFoundHere: (expression, days) => {
    const range = plural('es', days, {
      one: 'este día',
      many: 'estos # de días',
      other: 'estos # días',
    });
    return `Ninguna noticia de ${range} coincide con ${isolate(expression)}. Puede buscar más atrás.`;
  },
  older: 'Noticias anteriores',
  followThis: 'Seguir este tema por correo',
  feeds: 'Lo mismo como canal:',
  atom: 'Atom',
  jsonFeed: 'JSON Feed',
  kicker: 'Noticia',
  readAt: (source) => `Leer en ${isolate(source)}`,
  tags: 'Etiquetas',
  topicDescription: (topic) => `Noticias sobre ${topic}.`,
  topicKicker: 'Tema',
  noMatches: 'Aún no coincide ninguna noticia. Siga el tema para enterarse de la primera.',
  feedTitle: (site, topic) => (topic === '' ? site : `${site}: ${topic}`),
};
