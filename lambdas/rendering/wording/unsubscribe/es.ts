import { plural } from '../plural';
import type { UnsubscribeWording } from './en';

export const es: UnsubscribeWording = {
  all: {
    title: 'Darse de baja de todos los correos',
    lead: (site) => `Dejará de seguir todos sus temas y no recibirá más correos de ${site}.`,
    button: 'Sí, darme de baja',
  },
  topic: {
    title: 'Dejar de recibir correos sobre este tema',
    lead: 'No recibirá más correos sobre este tema. Conserva sus demás temas.',
    button: 'Sí, dejar de recibirlos',
    everything: 'Darse de baja de todos los correos',
  },
  done: {
    title: 'Se ha dado de baja',
    all: (site) => `No recibirá más correos de ${site}.`,
    topic: 'No recibirá más correos sobre este tema:',
    onItsWay: 'Es posible que aún le llegue algún correo que ya esté en camino.',
    undo: 'Deshacer',
    undoHint: (minutes) =>
      plural('es', minutes, {
        one: 'Puede deshacerlo durante # minuto.',
        many: 'Puede deshacerlo durante # de minutos.',
        other: 'Puede deshacerlo durante # minutos.',
      }),
  },
  undone: {
    title: 'Vuelve a seguir sus temas',
    lead: 'Todo está como antes.',
  },
  tooLate: {
    title: 'Ya no se puede deshacer',
    lead: 'Solo se puede deshacer una vez, durante unos minutos y si no ha cambiado nada desde entonces.',
    followAgain: 'Volver a seguir un tema',
  },
  link: {
    heading: 'Cambiar sus temas',
    title: 'Recibir un enlace para gestionar sus temas',
    lead: 'Con un enlace puede cambiar sus temas y la frecuencia de los correos. Lo enviamos a la dirección que recibió este correo.',
    button: 'Enviarme el enlace',
    sentTitle: 'Revise su bandeja de entrada',
    sent: 'Hemos enviado un enlace a la dirección que recibió el correo. Puede tardar unos minutos. Si ya lo había pedido, use el enlace que ha recibido.',
  },
  neverAsk: {
    title: 'Detener estas solicitudes',
    lead: (site) =>
      `${site} no le enviará más correos para pedirle que confirme un tema, sea quien sea quien escriba su dirección.`,
    button: 'No volver a preguntarme',
    doneTitle: 'No volveremos a preguntarle',
    done: 'No recibirá más correos para pedirle que confirme un tema. Seguirá recibiendo los correos sobre los temas que sigue.',
    undo: 'Deshacer',
    undoneTitle: 'Podremos volver a preguntarle',
    undone:
      'Cuando alguien escriba su dirección para seguir un tema, le preguntaremos por correo si lo desea.',
  },
};
