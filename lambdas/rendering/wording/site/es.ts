import type { SiteWording } from './en';

export const es: SiteWording = {
  skip: 'Ir al contenido principal',
  navigation: 'Sitio',
  follow: 'Seguir un tema',
  onlyForBriefings: 'Solo usamos su dirección de correo para enviarle las noticias que usted pide.',
  archive: 'Archivo',
  languages: 'Idiomas',
  privacy: 'Privacidad',
};
