import { plural } from '../plural';
import type { PreviewWording } from './en';

export const es: PreviewWording = {
  show: 'Ver lo que habría recibido',
  heading: (days) =>
    plural('es', days, {
      one: 'En el último día',
      many: 'En los últimos # de días',
      other: 'En los últimos # días',
    }),
  matched: (count) =>
    plural('es', count, {
      one: 'Habría recibido # noticia.',
      many: 'Habría recibido # de noticias.',
      other: 'Habría recibido # noticias.',
    }),
  nothing: 'No habría recibido nada.',
  noBriefings: 'En ese tiempo no se publicó nada, así que no podemos mostrarle un ejemplo.',
  cannotFollow: 'Este tema aún no se puede seguir',
  perWeek: 'Noticias por semana',
  partOfWeek: (range, days) =>
    plural('es', days, {
      one: `${range} (# día)`,
      many: `${range} (# de días)`,
      other: `${range} (# días)`,
    }),
  week: 'Semana',
  briefings: 'Noticias',
  clauses: 'El efecto de cada palabra',
  clausesIntro: (briefings) =>
    plural('es', briefings, {
      one: 'Se publicó # noticia. Cuántas deja pasar cada palabra o frase y cuántas coincidirían con el tema sin ella:',
      many: 'Se publicaron # de noticias. Cuántas deja pasar cada palabra o frase y cuántas coincidirían con el tema sin ella:',
      other:
        'Se publicaron # noticias. Cuántas deja pasar cada palabra o frase y cuántas coincidirían con el tema sin ella:',
    }),
  clause: 'Palabra o frase',
  letsThrough: 'Deja pasar',
  withoutIt: 'Sin ella',
  not: (clause) => `sin ${clause}`,
  latest: 'Las más recientes',
  tooBroad: (percent) =>
    `Este tema coincide con el ${percent} de las noticias. Añada un nombre o un lugar para recibir menos.`,
  acceptBroad: 'Sí, quiero recibir todas estas noticias.',
  tickBroad:
    'Marque la casilla si quiere recibir todas estas noticias, o añada un nombre o un lugar.',
  tooNarrow: 'Quizá sea demasiado concreto. Pruebe con uno de estos:',
  fewerWords:
    'Pruebe con menos palabras o con palabras más generales. O siga el tema para recibir la primera noticia.',
};
