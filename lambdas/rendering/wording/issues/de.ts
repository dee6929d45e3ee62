import type { IssuesWording } from './en';

export const de: IssuesWording = {
  onTheWeb: 'Im Browser lesen',
  readRest: 'Weiterlesen',
  notes: 'Anmerkungen',
  links: 'Links',
  note: (number) => `(Anmerkung ${number})`,
  image: (alt) => `[Bild: ${alt}]`,
  noBriefings: 'Diesmal keine Meldungen.',
};
