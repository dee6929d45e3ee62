import type { RequestsWording } from './en';

export const ar: RequestsWording = {
  foreign: {
    title: 'جاء هذا النموذج من موقع آخر',
    lead: 'حرصًا على سلامتكم، لا نقبل إلا النماذج المرسلة من صفحاتنا. يُرجى فتح صفحتنا والمحاولة من جديد.',
  },
};
