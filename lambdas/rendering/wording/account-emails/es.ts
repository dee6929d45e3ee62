import type { AccountEmailsWording } from './en';

export const es: AccountEmailsWording = {
  manageLink: {
    subject: 'Su enlace para gestionar su suscripción',
    asked: (site) =>
      `Usted, o alguien que escribió su dirección en ${site}, pidió un enlace para gestionar su suscripción.`,
    button: 'Gestionar su suscripción',
    expires: (time) =>
      `El enlace funciona hasta el ${time}. No reenvíe este correo: quien tenga el enlace puede cambiar su suscripción.`,
    notYou: 'Si no fue usted, ignore este correo. No cambiará nada.',
  },
  changeAddress: {
    subject: 'Confirme su nueva dirección',
    asked: (site, address) =>
      `Un suscriptor de ${site} pidió recibir a partir de ahora sus noticias en ${address}.`,
    button: 'Sí, usar esta dirección',
    expires: (time) => `El botón abre una página donde usted confirma. Funciona hasta el ${time}.`,
    notYou: 'Si no fue usted, ignore este correo. Nada cambia hasta que usted confirme.',
  },
  addressChanged: {
    subject: 'Su dirección ha cambiado',
    moved: (site, address, time) =>
      `Su suscripción a ${site} se trasladó a otra dirección el ${time}. Ya no recibirá noticias en ${address}.`,
    notYou: (site) =>
      `Si no fue usted, póngase en contacto con ${site} cuanto antes. Encontrará la dirección más abajo.`,
  },
};
