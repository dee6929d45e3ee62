import { plural } from '../plural';
import type { HomeWording } from './en';

export const es: HomeWording = {
  title: 'Entérese en cuanto sea noticia',
  lead: 'Describa un tema con sus propias palabras. Cuando una noticia coincida, se la enviaremos por correo en cuanto se publique, o en un resumen diario, semanal o mensual. No enviamos nada más, y puede darse de baja con un clic.',
  description:
    'Siga un tema y reciba un correo cuando una noticia coincida: en cuanto se publique, o en un resumen diario, semanal o mensual.',
  errorTitle: 'Error: seguir un tema',
  follow: 'Seguir un tema',
  topic: '¿Qué quiere seguir?',
  topicHint:
    'Una o varias palabras. Una noticia coincide si las contiene todas, en cualquier orden y forma.',
  examples: 'Pruebe con uno de estos:',
  exampleTopics: 'Ejemplos de temas',
  help: 'Otras maneras de escribir un tema',
  phrase: 'estas palabras, una junto a otra',
  either: 'una de las dos palabras',
  without: 'la primera palabra, pero no la segunda',
  prefix: 'palabras que empiezan por estas letras',
  inTitle: 'una palabra del titular',
  withTag: 'noticias con esta etiqueta',
  everything: 'todas las noticias',
  email: 'Su dirección de correo electrónico',
  emailHint: 'Le enviaremos un enlace de confirmación.',
  submit: 'Seguir este tema',
  submitChosen: 'Seguir lo elegido',
  newsletters: 'Boletines',
  newslettersHint:
    'Marque los que le interesen. También puede indicar un tema o dejar ese campo vacío.',
  didYouMean: (suggestion) => `¿Quiso decir ${suggestion}?`,
  useSuggestion: (suggestion) => `Usar ${suggestion}`,
  keepTyped: (typed) => `Mantener ${typed}`,
  tooMany: 'Demasiadas solicitudes',
  notSent:
    'Hemos recibido demasiadas solicitudes y no hemos podido enviarle un correo. Lo que ha escrito sigue en el formulario.',
  tryAgainInMinutes: (minutes) =>
    plural('es', minutes, {
      one: 'Inténtelo de nuevo en un minuto.',
      many: 'Inténtelo de nuevo en # de minutos.',
      other: 'Inténtelo de nuevo en # minutos.',
    }),
  tryAgainInHours: (hours) =>
    plural('es', hours, {
      one: 'Inténtelo de nuevo en una hora.',
      many: 'Inténtelo de nuevo en # de horas.',
      other: 'Inténtelo de nuevo en # horas.',
    }),
  byEmail: (address: string, command: string) =>
    `O envíe un correo a ${address} con el asunto «${command}»`,
  latest: 'Últimas noticias',
  archive: 'Todas las noticias',
};
