import type { IssuesWording } from './en';

export const fr: IssuesWording = {
  readRest: 'Lire la suite',
  notes: 'Notes',
  links: 'Liens',
  note: (number) => `(note ${number})`,
  image: (alt) => `[Image : ${alt}]`,
  noBriefings: 'Aucune dépêche cette fois-ci.',
};
