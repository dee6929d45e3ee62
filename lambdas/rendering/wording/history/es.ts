import { plural } from '../plural';
import type { HistoryWording } from './en';

export const es: HistoryWording = {
  sent: {
    lead: 'Los correos de los últimos 90 días, del más reciente al más antiguo, cada uno con su motivo.',
    none: 'No le hemos enviado ningún correo en los últimos 90 días.',
    older: 'Correos anteriores',
    alert: (title) => `Alerta: ${title}`,
    alertWithdrawn: 'Alerta sobre una noticia que ya no existe',
    gathered: 'Varias alertas en un correo',
    gatheredOf: (count) =>
      plural('es', count, {
        one: '# alerta en un correo',
        many: '# de alertas en un correo',
        other: '# alertas en un correo',
      }),
    digest: { daily: 'Resumen diario', weekly: 'Resumen semanal', monthly: 'Resumen mensual' },
    account: {
      follow: {
        subject: 'Confirmación de un tema',
        reason: 'Usted, o alguien que escribió su dirección, pidió seguirlo.',
      },
      'manage-link': {
        subject: 'Enlace para gestionar su suscripción',
        reason: 'Usted, o alguien que escribió su dirección, lo pidió.',
      },
      'change-address': {
        subject: 'Confirmación de una nueva dirección',
        reason: 'Usted pidió pasar a esa dirección, así que se lo enviamos allí.',
      },
      'address-changed': {
        subject: 'Aviso de cambio de dirección',
        reason: 'Usted cambió de dirección, así que avisamos a la anterior.',
      },
    },
    because: (topics) => `Lo recibió porque sigue ${topics}.`,
    becauseFormer: (count) =>
      plural('es', count, {
        one: 'Lo recibió por un tema que ya no sigue.',
        many: 'Lo recibió por # de temas que ya no sigue.',
        other: 'Lo recibió por # temas que ya no sigue.',
      }),
    becauseBoth: (topics, count) =>
      plural('es', count, {
        one: `Lo recibió porque sigue ${topics} y por un tema que ya no sigue.`,
        many: `Lo recibió porque sigue ${topics} y por # de temas que ya no sigue.`,
        other: `Lo recibió porque sigue ${topics} y por # temas que ya no sigue.`,
      }),
    unrecorded: 'Sus temas no quedaron registrados.',
  },
  absence: {
    lead: 'Pegue la dirección de una noticia. Buscamos qué tema, palabra, frecuencia o ajuste lo decidió.',
    label: 'Dirección de la noticia',
    hint: 'La de su página aquí o la de su publicación original.',
    button: 'Averiguarlo',
    unreadable: 'Eso no es una dirección web. Cópiela de la barra de direcciones de su navegador.',
    unknown: (days) =>
      plural('es', days, {
        one: 'No conocemos ninguna noticia del último día con esta dirección.',
        many: 'No conocemos ninguna noticia de los últimos # de días con esta dirección.',
        other: 'No conocemos ninguna noticia de los últimos # días con esta dirección.',
      }),
    suppressed:
      'No enviamos correos a su dirección porque fueron devueltos o rechazados. Cambie de dirección para volver a recibirlos.',
    noTopics: 'No sigue ningún tema, así que ninguna noticia puede coincidir.',
    noneMatched: 'Ninguno de sus temas coincidía con ella.',
    closest: 'Los temas que más se acercaron',
    others: (count) =>
      plural('es', count, { one: '# tema más', many: '# de temas más', other: '# temas más' }),
    sent: {
      alert: (time) => `Se la enviamos en una alerta: ${time}.`,
      gathered: (time) => `Se la enviamos en un correo con varias alertas: ${time}.`,
      daily: (time) => `Se la enviamos en su resumen diario: ${time}.`,
      weekly: (time) => `Se la enviamos en su resumen semanal: ${time}.`,
      monthly: (time) => `Se la enviamos en su resumen mensual: ${time}.`,
    },
    waits: {
      pause: (time) => `Sus correos están en pausa. Llegará cuando termine la pausa: ${time}.`,
      'quiet-hours': (time) =>
        `Coincidió con sus horas de silencio. Se enviará cuando terminen: ${time}.`,
      'daily-limit': (time) =>
        `Ese día ya había recibido tantas alertas como permiten sus ajustes. Las demás llegarán en un solo correo: ${time}.`,
      gathered: (time) =>
        `Llegó pocos minutos después de otra alerta, así que espera al próximo correo: ${time}.`,
      daily: (time) => `Recibe este tema a diario. Llegará en su próximo resumen: ${time}.`,
      weekly: (time) => `Recibe este tema cada semana. Llegará en su próximo resumen: ${time}.`,
      monthly: (time) => `Recibe este tema cada mes. Llegará en su próximo resumen: ${time}.`,
      someTime: 'Espera a su próximo correo.',
    },
    muted: (title) => `No quería saber más de la historia «${title}».`,
    onItsWay: 'Está en camino.',
    superseded: 'En su lugar se envió una versión más reciente.',
    refused: 'Su proveedor de correo, o el nuestro, rechazó el mensaje.',
    notSent:
      'Coincidía, pero no se envió: usted se había dado de baja o había cambiado el tema, o la noticia se retiró.',
    missing: (parts) => `No contiene ${parts}.`,
    excluded: (parts) => `Contiene ${parts}, que usted excluyó.`,
    followedLater: (time) => `Se publicó antes de que siguiera este tema: ${time}.`,
    changedLater: 'Su texto se modificó después. Cuando se publicó, no coincidía.',
    notMatchedYet: 'Acaba de publicarse. Vuelva a mirar dentro de unos minutos.',
  },
};
