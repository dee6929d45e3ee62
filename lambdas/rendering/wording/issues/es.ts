import type { IssuesWording } from './en';

export const es: IssuesWording = {
  onTheWeb: 'Leer en la web',
  readRest: 'Leer el resto',
  notes: 'Notas',
  links: 'Enlaces',
  note: (number) => `(nota ${number})`,
  image: (alt) => `[Imagen: ${alt}]`,
  noBriefings: 'Esta vez no hay noticias.',
};
