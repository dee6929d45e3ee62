import type { SiteWording } from './en';

export const ar: SiteWording = {
  skip: 'الانتقال إلى المحتوى الرئيسي',
  navigation: 'الموقع',
  follow: 'متابعة موضوع',
  onlyForBriefings: 'لا نستخدم بريدكم الإلكتروني إلا لإرسال الأخبار التي تطلبونها.',
  archive: 'الأرشيف',
  languages: 'اللغات',
  privacy: 'الخصوصية',
};
