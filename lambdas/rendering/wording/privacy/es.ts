import { plural } from '../plural';
import type { PrivacyWording } from './en';

const hours = (count: number) =>
  plural('es', count, { one: '# hora', many: '# de horas', other: '# horas' });
const days = (count: number) =>
  plural('es', count, { one: '# día', many: '# de días', other: '# días' });
const minutes = (count: number) =>
  plural('es', count, { one: '# minuto', many: '# de minutos', other: '# minutos' });

export const es: PrivacyWording = {
  title: 'Privacidad',
  description: 'Qué guardamos sobre usted, durante cuánto tiempo y cómo verlo o borrarlo.',
  lead: 'Guardamos lo necesario para enviarle las noticias que usted pide, y nada más. No vendemos, compartimos ni medimos nada sobre usted.',
  reading: {
    heading: 'Cuando lee nuestras páginas',
    text: [
      'Nuestras páginas no usan cookies ni cargan nada de otros sitios. No registramos quién lee qué.',
      'Nuestros servidores anotan errores y cantidades. Esos registros no contienen direcciones, temas ni enlaces.',
    ],
  },
  asking: {
    heading: 'Cuando pide seguir un tema',
    text: (linkHours: number, keptDays: number) => [
      `Enviamos un solo correo a la dirección indicada. Su enlace sirve durante ${hours(linkHours)}.`,
      `Guardamos la dirección y el tema hasta que se envía ese correo, ${days(keptDays)} como máximo. Después solo figuran en su enlace, hasta que usted confirma.`,
      'Para que nadie pueda inundar buzones ajenos, contamos durante un día cuántas solicitudes llegaron para un mismo buzón y desde una misma red. De ambos guardamos solo una huella criptográfica.',
      'Si en un correo así elige «No volver a preguntarme», conservamos una huella criptográfica de su dirección hasta que usted lo revoque.',
    ],
  },
  following: {
    heading: 'Mientras sigue temas',
    text: [
      'Guardamos su dirección, sus temas y la frecuencia de cada uno, su idioma, su zona horaria y las demás opciones de su página.',
      'Con cada tema guardamos su consentimiento: cuándo confirmó, el texto que vio, en qué idioma y desde qué red (la primera parte de la dirección de internet).',
    ],
  },
  emails: {
    heading: 'Los correos que le enviamos',
    text: (deliveryDays: number, matchDays: number, receivedDays: number) => [
      `Durante ${days(deliveryDays)} guardamos cuándo enviamos cada correo, de qué temas trataba y si fue rechazado. Puede ver esa lista en su página.`,
      `Qué noticias coincidieron con un tema se guarda durante ${days(matchDays)}, sin nombrar a ningún suscriptor.`,
      'Nuestros correos no llevan píxeles de seguimiento y sus enlaces conducen directamente a la página. No sabemos si los abre.',
      `Si nos envía una orden por correo, borramos ese correo al cabo de ${days(receivedDays)}. Lo que cambió se mantiene, como si lo hubiera cambiado en su página.`,
      'Si su proveedor comunica que su dirección no existe, o si usted marca un correo como no deseado, dejamos de enviar correos a esa dirección.',
    ],
  },
  leaving: {
    heading: 'Cuando se va',
    text: (undoMinutes: number, markDays: number) => [
      `Cada correo lleva un enlace para darse de baja. Borramos sus temas poco después de los ${minutes(undoMinutes)} en los que puede deshacerlo. Conservamos su dirección hasta que usted la borre, para que pueda volver con sus ajustes.`,
      `Puede borrarlo todo en su página, en cualquier momento. Entonces su dirección, sus ajustes y sus temas se eliminan enseguida. Un tema que solo seguía usted también desaparece. Durante ${days(markDays)} queda una huella criptográfica de su dirección, para que un antiguo enlace de confirmación no vuelva a darle de alta.`,
      'Después solo permanece una cosa: si una dirección no debe recibir nunca más correos (porque los rechazó, se quejó o lo pidió), conservamos para siempre una huella criptográfica de ella, de la que no se puede obtener la dirección.',
      'Las copias de seguridad cifradas de la base de datos se sobrescriben a los 35 días. Lo que se guarda durante un plazo se borra pocos días después de que termine.',
    ],
  },
  rights: {
    heading: 'Ver, corregir, llevarse, borrar',
    text: [
      'El enlace «Gestionar su suscripción» de cada correo abre su página. Allí puede cambiarlo todo, descargar en un archivo todo lo que guardamos sobre usted y borrarlo.',
      'Para cualquier otra cosa, escríbanos:',
    ],
  },
  who: {
    heading: 'Quién trabaja para nosotros',
    text: 'Las páginas, la base de datos y los correos funcionan en Amazon Web Services, en nuestra propia cuenta. Nadie más recibe sus datos.',
  },
};
