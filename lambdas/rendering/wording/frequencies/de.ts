import type { FrequenciesWording } from './en';

export const de: FrequenciesWording = {
  frequencies: {
    instant: { label: 'Sofort', hint: 'gleich eine E-Mail', sent: 'sofort nach Erscheinen' },
    daily: {
      label: 'Täglich',
      hint: 'eine Übersicht am Tag',
      sent: 'in einer täglichen Übersicht',
    },
    weekly: {
      label: 'Wöchentlich',
      hint: 'eine Übersicht pro Woche',
      sent: 'in einer wöchentlichen Übersicht',
    },
    monthly: {
      label: 'Monatlich',
      hint: 'eine Übersicht pro Monat',
      sent: 'in einer monatlichen Übersicht',
    },
  },
  digests: {
    daily: 'Tägliche Übersicht',
    weekly: 'Wöchentliche Übersicht',
    monthly: 'Monatliche Übersicht',
  },
};
