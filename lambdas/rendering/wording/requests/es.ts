import type { RequestsWording } from './en';

export const es: RequestsWording = {
  foreign: {
    title: 'Este formulario procede de otro sitio',
    lead: 'Por su seguridad, solo aceptamos formularios de nuestras propias páginas. Abra nuestra página e inténtelo de nuevo.',
  },
};
