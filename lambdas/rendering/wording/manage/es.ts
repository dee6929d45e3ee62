import { plural } from '../plural';
import type { ManageWording } from './en';

export const es: ManageWording = {
  navigation: 'Su suscripción',
  pages: {
    topics: 'Sus temas',
    settings: 'Ajustes',
    sent: 'Lo que le hemos enviado',
    absence: '¿Por qué no he recibido esto?',
    account: 'Su dirección y sus datos',
  },
  sentTo: (address) => `Lo que enviamos a ${address}.`,
  suppressed: (address) =>
    `No enviamos correos a ${address} porque fueron devueltos o rechazados. Cambie de dirección para volver a recibirlos.`,
  topics: {
    heading: 'Temas que sigue',
    none: 'No sigue ningún tema, así que no le enviamos ningún correo.',
    more: (count) =>
      plural('es', count, { one: '# tema más', many: '# de temas más', other: '# temas más' }),
    howOften: 'Frecuencia',
    save: 'Guardar',
    saveFrequency: (topic) => `Guardar la frecuencia de los correos sobre ${topic}`,
    edit: 'Editar',
    editTopic: (topic) => `Editar ${topic}`,
    stop: 'Dejar',
    stopTopic: (topic) => `Dejar de seguir ${topic}`,
  },
  add: {
    heading: 'Seguir otro tema',
    label: 'Tema',
    hint: 'Una o varias palabras. Una noticia coincide si las contiene todas, en cualquier orden y forma.',
    preview: 'Ver lo que recibiría',
    follow: 'Seguir',
  },
  editor: {
    addTitle: 'Seguir un tema',
    editTitle: 'Editar un tema',
    nowFollowing: (topic) => `Sigue ${topic}.`,
    afterSaving: 'A partir de entonces solo cuenta el nuevo texto. La frecuencia no cambia.',
    save: 'Guardar',
    back: 'Volver a sus temas',
    acceptBroad: 'Sí, quiero recibir todas estas noticias.',
    tickBroad: 'Este tema coincide con muchísimas noticias. Marque la casilla si las quiere todas.',
  },
  digestNow: {
    heading: 'Enviar mi resumen ahora',
    hint: 'Todo lo que espera a su próximo resumen le llega de inmediato. El siguiente llegará a la hora habitual.',
    button: 'Enviarlo ahora',
  },
  pause: {
    heading: 'Pausa',
    hint: 'Guardamos las noticias que coincidan entretanto y se las enviamos en un solo correo al terminar la pausa.',
    until: 'Hasta el',
    button: 'Pausar los correos',
    paused: (day) => `Sus correos están en pausa hasta el ${day}.`,
    resume: 'Terminar la pausa ahora',
  },
  unsubscribe: {
    heading: 'Darse de baja',
    summary: 'No quiero recibir más correos',
    button: 'Darme de baja de todos los correos',
  },
  consent: (topic, frequency) => `Seguir ${topic} (${frequency})`,
  notices: {
    follows: {
      instant: (topic) => `Sigue ${topic}. Le enviaremos cada noticia en cuanto se publique.`,
      daily: (topic) => `Sigue ${topic}. Le enviaremos las noticias en un resumen diario.`,
      weekly: (topic) => `Sigue ${topic}. Le enviaremos las noticias en un resumen semanal.`,
      monthly: (topic) => `Sigue ${topic}. Le enviaremos las noticias en un resumen mensual.`,
    },
    edited: (topic, former) => `Ahora sigue ${topic} en lugar de ${former}.`,
    sameTopic: (topic) => `Significa lo mismo que antes. Sigue ${topic}.`,
    stopped: (topic) => `Ya no sigue ${topic}.`,
    stoppedEverything: 'Se ha dado de baja. No le enviaremos más correos.',
    nothingToDo: 'No sigue ese tema.',
    digestQueued: 'Su resumen está en camino.',
    digestNothingNew: 'Nada espera a su próximo resumen.',
    digestNoneFollowed: 'No sigue ningún tema por resumen.',
    digestTooSoon: 'Le enviamos su resumen hace unos minutos. Inténtelo más tarde.',
    paused: (day) => `Sus correos están en pausa hasta el ${day}. Entretanto no se pierde nada.`,
    resumed: 'La pausa ha terminado. Lo que esperaba está en camino.',
  },
};
