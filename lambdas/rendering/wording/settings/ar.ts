import type { SettingsWording } from './en';

export const ar: SettingsWording = {
  schedule: {
    heading: 'موعد إرسال الملخّصات',
    hour: 'إرسال الملخّصات في الساعة',
    timeZone: 'المنطقة الزمنية',
    weekday: 'الملخّص الأسبوعي يوم',
    monthDay: 'الملخّص الشهري',
    firstWorkingDay: 'أول يوم عمل',
    dayOfMonth: (day) => `اليوم ${day} من الشهر`,
  },
  alerts: {
    heading: 'عدد التنبيهات وموعدها',
    quietHint: 'تصل تنبيهات ساعات الهدوء مجتمعةً في رسالة واحدة عند انتهائها.',
    quietFrom: 'ساعات الهدوء من',
    quietTo: 'إلى',
    noQuietHours: 'بلا ساعات هدوء',
    maxPerDay: 'الحد الأقصى للتنبيهات في اليوم',
    maxPerDayHint:
      'ما زاد على ذلك يصل في رسالة واحدة صباح اليوم التالي. يمكن ترك الحقل فارغًا لعدم وضع حد خاص.',
  },
  language: {
    heading: 'اللغة',
    label: 'لغة رسائلكم وصفحاتكم',
  },
  save: 'حفظ الإعدادات',
  muted: {
    heading: 'قصص لا تريدون سماع المزيد عنها',
    none: 'لا شيء. في كل تنبيه رابط «لا مزيد عن هذه القصة».',
    mutedAt: (time) => `منذ ${time}`,
    unmute: 'استئناف استلامها',
    unmuteStory: (title) => `استئناف استلامها: «${title}»`,
  },
  notices: {
    saved: 'حُفظت إعداداتكم.',
    unmuted: (title) => `ستصلكم من جديد أخبار عن «${title}».`,
    notMuted: 'هذه القصة ليست مكتومة.',
  },
  mute: {
    title: 'لا مزيد عن هذه القصة؟',
    lead: (title) => `لن نرسل إليكم شيئًا آخر عن «${title}» وما يتبعها.`,
    gone: 'لن نرسل إليكم شيئًا آخر عن هذه القصة وما يتبعها.',
    keepsTopics: 'تستمر متابعة موضوعاتكم.',
    button: 'لا مزيد عن هذه القصة',
    mutedTitle: 'لا مزيد عن هذه القصة',
    muted: (title) => `لن يصلكم شيء آخر عن «${title}».`,
    undo: 'تراجع: استئناف استلامها',
    unmutedTitle: 'ستصلكم هذه القصة من جديد',
    unmuted: (title) => `سنرسل إليكم من جديد أخبارًا عن «${title}».`,
    unknownTitle: 'لم يعد هذا الخبر موجودًا',
    unknown: 'لا شيء لكتمه.',
  },
};
