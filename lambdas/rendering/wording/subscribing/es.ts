import { plural } from '../plural';
import type { SubscribingWording } from './en';

export const es: SubscribingWording = {
  inbox: {
    title: 'Revise su bandeja de entrada',
    sent: (email, topics) =>
      `Hemos enviado un correo a ${email}. Ábralo y pulse el botón para seguir ${topics}.`,
    validFor: (hours) =>
      plural('es', hours, {
        one: 'El enlace que contiene es válido durante # hora.',
        many: 'El enlace que contiene es válido durante # de horas.',
        other: 'El enlace que contiene es válido durante # horas.',
      }),
    ifMissing: 'Si el correo no llega',
    checkSpam: 'Mire en la carpeta de correo no deseado.',
    wait: 'Espere unos minutos. Solo enviamos el mismo correo una vez cada diez minutos.',
    checkAddress: (email) => `Compruebe que ${email} es su dirección.`,
    enterAgain: 'Escribirla de nuevo',
  },
  confirm: {
    title: (topics) =>
      plural('es', topics, {
        one: 'Confirme su tema',
        many: 'Confirme sus temas',
        other: 'Confirme sus temas',
      }),
    lead: 'Pulse el botón y le enviaremos estas noticias.',
    address: 'Dirección de correo',
    topics: (count) => plural('es', count, { one: 'Tema', many: 'Temas', other: 'Temas' }),
    frequency: 'Frecuencia',
    notYou: 'Si usted no lo ha pedido, cierre esta página. Todavía no sigue ningún tema.',
  },
  schedule: {
    instant: () => 'En cuanto se publique cada noticia',
    daily: (hour, zone) => `En un resumen diario a las ${hour} (${zone})`,
    weekly: (hour, zone) => `En un resumen semanal a las ${hour} (${zone})`,
    monthly: (hour, zone) => `En un resumen mensual a las ${hour} (${zone})`,
  },
  already: {
    title: 'Ya está confirmado',
    lead: 'Este enlace ya se ha usado, así que no tiene que hacer nada más. Todos nuestros correos llevan un enlace para cambiar lo que sigue.',
  },
  left: {
    title: 'Se ha dado de baja desde entonces',
    lead: 'Después de que se enviara este correo, se dio de baja o pidió que se borraran sus datos, así que ya no tiene efecto. No recibe correos nuestros.',
    follow: 'Volver a seguir un tema',
  },
  welcome: {
    title: 'Su suscripción está confirmada',
    following: (topics) => `Usted sigue ${topics}.`,
    schedule: 'Cuándo enviamos las noticias',
    cannotFollow: (topics) =>
      plural('es', topics, {
        one: 'No puede seguir este tema',
        many: 'No puede seguir estos temas',
        other: 'No puede seguir estos temas',
      }),
    notFollowed: (topic) => `Usted no sigue ${topic}.`,
    suppressed:
      'Los correos a su dirección fueron devueltos o se marcaron como no deseados, así que no le enviamos ninguno. Escríbanos si es un error.',
    matches: (days) =>
      plural('es', days, {
        one: 'Lo que habría recibido en el último día',
        many: 'Lo que habría recibido en los últimos # de días',
        other: 'Lo que habría recibido en los últimos # días',
      }),
    noMatches: (days) =>
      plural('es', days, {
        one: 'Nada en el último día. Le escribiremos cuando haya novedades.',
        many: 'Nada en los últimos # de días. Le escribiremos cuando haya novedades.',
        other: 'Nada en los últimos # días. Le escribiremos cuando haya novedades.',
      }),
    manage: 'Cambiar lo que sigue, la frecuencia y la hora',
    another: 'Seguir otro tema',
    unsubscribe: 'Todos los correos llevan un enlace para darse de baja.',
  },
};
