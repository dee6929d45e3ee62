import type { AccountWording } from './en';

export const es: AccountWording = {
  address: {
    heading: 'Su dirección',
    hint: (address) =>
      `Sus correos se envían a ${address}. Enviamos un enlace a la nueva dirección; en cuanto lo abra, sus correos llegarán allí.`,
    label: 'Nueva dirección de correo',
    button: 'Enviar el enlace',
  },
  download: {
    heading: 'Lo que guardamos sobre usted',
    hint: 'Su dirección, sus ajustes, sus temas con su consentimiento y los correos de los últimos 90 días, en un archivo JSON.',
    button: 'Descargar',
  },
  erase: {
    heading: 'Borrar mis datos',
    summary: 'Quiero que se borre todo lo que tienen sobre mí',
    hint: 'Su dirección, sus temas y sus ajustes se eliminan de inmediato y de forma definitiva. No recibirá más correos.',
    confirm: 'Sí, borren todo lo que tienen sobre mí.',
    button: 'Borrarlo todo',
    notTicked: 'Marque la casilla si quiere que se borre todo lo que tenemos sobre usted.',
  },
  notices: {
    asked: (address) =>
      `Si ${address} se puede usar, hemos enviado allí un enlace. Vale durante dos días. Hasta que lo abra no cambia nada.`,
    same: 'Sus correos ya se envían a esa dirección.',
    limited:
      'Enviamos un enlace hace unos minutos. Mire en su bandeja de entrada o inténtelo más tarde.',
  },
  change: {
    title: '¿Usar esta dirección?',
    lead: (address) => `A partir de entonces sus correos se enviarán a ${address}.`,
    button: 'Usar esta dirección',
    doneTitle: 'Su dirección ha cambiado',
    done: (address) =>
      `Sus correos se envían ahora a ${address}. Hemos avisado a la dirección anterior.`,
    unavailableTitle: 'Esta dirección no se puede usar',
    unavailable: 'Es posible que tenga una suscripción propia. No ha cambiado nada.',
    toManage: 'Gestionar sus temas',
  },
  erased: {
    title: 'Todo lo que teníamos sobre usted está borrado',
    lead: 'Hemos eliminado su dirección, sus temas y sus ajustes. No recibirá más correos.',
  },
  gone: {
    title: 'Aquí ya no hay nada',
    lead: 'La suscripción a la que pertenece este enlace se borró. No guardamos nada de ella ni enviamos correos.',
    follow: 'Seguir un tema',
  },
};
