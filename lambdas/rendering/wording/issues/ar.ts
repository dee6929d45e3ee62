import type { IssuesWording } from './en';

export const ar: IssuesWording = {
  onTheWeb: 'القراءة على الموقع',
  readRest: 'متابعة القراءة',
  notes: 'الحواشي',
  links: 'الروابط',
  note: (number) => `(حاشية ${number})`,
  image: (alt) => `[صورة: ${alt}]`,
  noBriefings: 'لا أخبار هذه المرة.',
};
