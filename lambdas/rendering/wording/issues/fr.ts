import type { IssuesWording } from './en';

export const fr: IssuesWording = {
  onTheWeb: 'Lire en ligne',
  readRest: 'Lire la suite',
  notes: 'Notes',
  links: 'Liens',
  note: (number) => `(note ${number})`,
  image: (alt) => `[Image : ${alt}]`,
  noBriefings: 'Aucune dépêche cette fois-ci.',
};
