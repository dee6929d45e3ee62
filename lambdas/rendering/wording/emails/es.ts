import { es as briefings } from '../briefings/es';
import { plural } from '../plural';
import type { EmailsWording } from './en';

const moreBriefings = (count: number) =>
  plural('es', count, { one: '# noticia más', many: '# de noticias más', other: '# noticias más' });

export const es: EmailsWording = {
  newBriefing: 'Nueva noticia',
  newBriefings: (count) =>
    plural('es', count, {
      one: '# noticia nueva',
      many: '# de noticias nuevas',
      other: '# noticias nuevas',
    }),
  briefingsOn: (count, topics) => `${briefings.count(count)} sobre ${topics}`,
  correction: (subject: string) => `Corrección: ${subject}`,
  corrects: 'Este correo corrige uno anterior que le enviamos.',
  read: 'Leer la noticia',
  matchesTopics: (count) =>
    plural('es', count, {
      one: 'Coincide con su tema',
      many: 'Coincide con # de sus temas',
      other: 'Coincide con # de sus temas',
    }),
  alsoMatches: (topics) => `coincide también con ${topics}`,
  seeMoreTopics: (count) =>
    plural('es', count, {
      one: 'Ver # tema más',
      many: 'Ver # de temas más',
      other: 'Ver # temas más',
    }),
  seeMoreBriefings: (count) => `Ver ${moreBriefings(count)}`,
  seeMoreBriefingsOn: (count, topic) => `Ver ${moreBriefings(count)} sobre ${topic}`,
  seeBriefingsOfTopics: (count, topics) =>
    `Ver ${moreBriefings(count)} sobre ${plural('es', topics, { one: '# tema', many: '# de temas', other: '# temas' })}`,
  unlisted: (count) => `y ${moreBriefings(count)} que no aparecen aquí`,
  contents: 'En este correo',
  gathered: 'Varias alertas en un correo',
  restOfDay: 'El resto de las alertas del día',
  because: (topics, site) => `Recibe este correo porque sigue ${topics} en ${site}.`,
  becauseGathered: (topics, site) =>
    `En pocos minutos coincidieron varias noticias, así que las reunimos en un correo. Lo recibe porque sigue ${topics} en ${site}.`,
  becauseRestOfDay: (topics, site) =>
    `En un día coincidieron tantas noticias que reunimos las demás en un correo. Lo recibe porque sigue ${topics} en ${site}.`,
  manage: 'Gestionar su suscripción',
  unsubscribe: 'Darse de baja de todos los correos',
  unsubscribeTopic: 'Darse de baja de este tema',
  mute: 'Nada más sobre esta historia',
  confirm: {
    subject: (topics, count) =>
      count === 1 ? `Confirme su tema: ${topics}` : `Confirme sus temas: ${topics}`,
    heading: (topic) => `¿Seguir ${topic}?`,
    headingMany: (count) =>
      plural('es', count, {
        one: '¿Seguir # tema?',
        many: '¿Seguir # de temas?',
        other: '¿Seguir # temas?',
      }),
    preheader: 'No se envía nada hasta que confirme. Si no fue usted, ignore este correo.',
    asked: (address, site) => `Usted, o alguien que escribió ${address} en ${site}, pidió seguir:`,
    ifConfirmed: (sent) =>
      `Si confirma, le enviaremos noticias ${sent}. Hasta entonces no enviaremos ninguna.`,
    expires: (time) =>
      `El botón abre una página donde usted confirma. Funciona hasta el ${time}. Si no se abre, copie esta dirección en su navegador:`,
    otherTopic: (hours) =>
      plural('es', hours, {
        one: 'En esa página también puede elegir otro tema. Sirve cualquier correo de confirmación de la última hora.',
        many: 'En esa página también puede elegir otro tema. Sirve cualquier correo de confirmación de las últimas # de horas.',
        other:
          'En esa página también puede elegir otro tema. Sirve cualquier correo de confirmación de las últimas # horas.',
      }),
    lastOfDay:
      'Este es el último correo de este tipo que le enviamos hoy. Si quiere seguir otro tema, elíjalo en la página que abre el botón.',
    notYou: 'Si no fue usted, ignore este correo: no se registrará ninguna suscripción.',
    neverAsk: 'No volver a preguntarme',
  },
};
