import type { FrequenciesWording } from './en';

export const fr: FrequenciesWording = {
  frequencies: {
    instant: { label: 'Immédiat', hint: 'un e-mail aussitôt', sent: 'dès leur parution' },
    daily: {
      label: 'Quotidien',
      hint: 'un récapitulatif par jour',
      sent: 'dans un récapitulatif quotidien',
    },
    weekly: {
      label: 'Hebdomadaire',
      hint: 'un récapitulatif par semaine',
      sent: 'dans un récapitulatif hebdomadaire',
    },
    monthly: {
      label: 'Mensuel',
      hint: 'un récapitulatif par mois',
      sent: 'dans un récapitulatif mensuel',
    },
  },
  digests: {
    daily: 'Récapitulatif quotidien',
    weekly: 'Récapitulatif hebdomadaire',
    monthly: 'Récapitulatif mensuel',
  },
};
