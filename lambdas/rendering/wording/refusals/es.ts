import type { RefusalSentences } from '../../../domain/refusal';
import { plural } from '../plural';

export const es: RefusalSentences = {
  incompleteAddress: () =>
    'Esta dirección de correo está incompleta. Escríbala así: nombre@example.org.',
  refusedDomain: () =>
    'No aceptamos direcciones de este dominio. Use la dirección de su propio buzón.',
  webAddress: () =>
    'Un tema no puede contener una dirección web. Escriba las palabras, los nombres o los lugares que quiere seguir.',
  unknownFrequency: () => 'Elija al instante, cada día, cada semana o cada mes.',
  unknownHour: () => 'Elija una hora entre 0 y 23.',
  unknownTimeZone: () => 'No conocemos esa zona horaria. Elija una, por ejemplo, Europe/Madrid.',
  unknownLanguage: (codes) => `Elija uno de estos idiomas: ${codes}.`,
  noTopic: () => 'Indique un tema que quiera seguir.',
  tooManyTopicsAtOnce: (max) =>
    plural('es', max, {
      one: 'Indique como máximo # tema a la vez.',
      many: 'Indique como máximo # de temas a la vez.',
      other: 'Indique como máximo # temas a la vez.',
    }),
  topicsTooLongAtOnce: () =>
    'Estos temas son demasiado largos para seguirlos de una vez. Indique menos temas.',
  tooManyTopics: (max) =>
    plural('es', max, {
      one: 'No se puede seguir más de # tema. Deje primero de seguir otro tema.',
      many: 'No se pueden seguir más de # de temas. Deje primero de seguir otro tema.',
      other: 'No se pueden seguir más de # temas. Deje primero de seguir otro tema.',
    }),
  emptyExpression: () => 'Escriba una palabra, un nombre o una frase que quiera seguir.',
  noWords: () => 'Aquí no hay ninguna palabra que seguir. Escriba un nombre, un lugar o una frase.',
  onlyStopWords: () => 'Todas estas palabras son demasiado comunes. Añada un nombre o un lugar.',
  onlyNegations: () =>
    'Esto solo indica lo que se excluye, así que coincidiría casi todo. Añada una palabra que deba aparecer.',
  negativeBranch: () =>
    'Un lado del OR solo indica lo que se excluye, así que coincidiría casi todo. Añada una palabra a ese lado.',
  expressionTooLong: (max) =>
    plural('es', max, {
      one: 'El tema tiene más de # carácter. Deje los nombres y los lugares y quite lo demás.',
      many: 'El tema tiene más de # de caracteres. Deje los nombres y los lugares y quite lo demás.',
      other: 'El tema tiene más de # caracteres. Deje los nombres y los lugares y quite lo demás.',
    }),
  tooManyTerms: (max) =>
    plural('es', max, {
      one: 'El tema tiene más de # palabra. Deje la más importante o siga varios temas.',
      many: 'El tema tiene más de # de palabras. Deje las más importantes o siga varios temas.',
      other: 'El tema tiene más de # palabras. Deje las más importantes o siga varios temas.',
    }),
  tooDeep: (max) =>
    plural('es', max, {
      one: 'Hay más de # nivel de paréntesis. Simplifique el tema o siga varios temas.',
      many: 'Hay más de # de niveles de paréntesis. Simplifique el tema o siga varios temas.',
      other: 'Hay más de # niveles de paréntesis. Simplifique el tema o siga varios temas.',
    }),
  prefixTooShort: (min) =>
    plural('es', min, {
      one: 'Escriba al menos # letra antes del asterisco, como en terr*.',
      many: 'Escriba al menos # de letras antes del asterisco, como en terr*.',
      other: 'Escriba al menos # letras antes del asterisco, como en terr*.',
    }),
  nearNeedsWords: () =>
    'Ponga NEAR entre dos palabras o frases, como en tregua NEAR/5 Gaza. No puede unir grupos que contengan AND o el signo menos.',
  unknownWeekday: () => 'Elija un día de lunes a domingo.',
  unknownMonthDay: (max) => `Elija un día del mes, del 1 al ${max}, o el primer día laborable.`,
  unknownQuietHours: () =>
    'Elija dos horas distintas para el comienzo y el final de sus horas de silencio, o deje los dos campos vacíos.',
  unknownMaxAlerts: (max) => `Elija un número de alertas entre 1 y ${max}.`,
  unknownDate: () => 'Elija una fecha.',
  pauseInThePast: () => 'Elija una fecha posterior para el final de la pausa.',
  pauseTooLong: (days) =>
    plural('es', days, {
      one: 'Una pausa puede durar como máximo # día.',
      many: 'Una pausa puede durar como máximo # de días.',
      other: 'Una pausa puede durar como máximo # días.',
    }),
  pauseTooLongNow: (days) =>
    plural('es', days, {
      one: 'Lo que tiene pendiente debe enviarse antes de que quede anticuado, así que esta pausa puede durar como máximo # día.',
      many: 'Lo que tiene pendiente debe enviarse antes de que quede anticuado, así que esta pausa puede durar como máximo # de días.',
      other:
        'Lo que tiene pendiente debe enviarse antes de que quede anticuado, así que esta pausa puede durar como máximo # días.',
    }),
  pauseNotNow: () =>
    'Lo que tiene pendiente debe enviarse antes de que quede anticuado. Podrá hacer otra pausa después del próximo correo.',
};
