import type { FrequenciesWording } from './en';

export const ar: FrequenciesWording = {
  frequencies: {
    instant: { label: 'فوري', hint: 'رسالة في الحال', sent: 'فور نشرها' },
    daily: { label: 'يومي', hint: 'ملخّص كل يوم', sent: 'في ملخّص يومي' },
    weekly: { label: 'أسبوعي', hint: 'ملخّص كل أسبوع', sent: 'في ملخّص أسبوعي' },
    monthly: { label: 'شهري', hint: 'ملخّص كل شهر', sent: 'في ملخّص شهري' },
  },
  digests: { daily: 'الملخّص اليومي', weekly: 'الملخّص الأسبوعي', monthly: 'الملخّص الشهري' },
};
