import type { DigestFrequency, Frequency } from '../../../domain/frequency';

/** The wording of one frequency. */
export interface FrequencyWording {
  /** The choice in a form. */
  label: string;
  /** Explains the choice. */
  hint: string;
  /** How briefings are sent, for sentences that take it as a value: `We will send briefings …`. */
  sent: string;
}

/** The wording of all frequencies. */
export interface FrequenciesWording {
  frequencies: Record<Frequency, FrequencyWording>;
  /** The name of an email with all matches of a period. */
  digests: Record<DigestFrequency, string>;
}

export const en: FrequenciesWording = {
  frequencies: {
    instant: {
      label: 'Instant',
      hint: 'an email at once',
      sent: 'as soon as each one is published',
    },
    daily: { label: 'Daily', hint: 'one digest a day', sent: 'in a daily digest' },
    weekly: { label: 'Weekly', hint: 'one digest a week', sent: 'in a weekly digest' },
    monthly: { label: 'Monthly', hint: 'one digest a month', sent: 'in a monthly digest' },
  },
  digests: { daily: 'Daily digest', weekly: 'Weekly digest', monthly: 'Monthly digest' },
};
