import type { FormWording } from './en';

export const ar: FormWording = {
  problem: 'هناك مشكلة',
  howOften: 'وتيرة الإرسال',
  hour: 'ساعة إرسال الملخّصات',
  timeZone: 'المنطقة الزمنية',
  timeZoneHint: 'اسم مدينة بالحروف اللاتينية مثل Cairo، أو منطقة مثل Asia/Beirut.',
};
