import type { DigestFrequency, Frequency } from '../domain/frequency';

/** How a frequency is named to readers. */
interface FrequencyWording {
  /** The choice in a form. */
  label: string;
  /** Explains the choice. */
  hint: string;
  /** The end of a sentence such as `Briefings are sent …`. */
  sent: string;
  /** The end of a sentence such as `You now follow Gaza aid …`. */
  adverb: string;
}

/** The wording of every frequency: the only place that has it. */
export const FREQUENCY_WORDING: Record<Frequency, FrequencyWording> = {
  instant: {
    label: 'At once',
    hint: 'one email for each briefing',
    sent: 'as soon as each one is published',
    adverb: 'at once',
  },
  daily: {
    label: 'Daily',
    hint: 'one digest a day',
    sent: 'in a daily digest',
    adverb: 'in a daily digest',
  },
  weekly: {
    label: 'Weekly',
    hint: 'one digest a week',
    sent: 'in a weekly digest',
    adverb: 'in a weekly digest',
  },
  monthly: {
    label: 'Monthly',
    hint: 'one digest a month',
    sent: 'in a monthly digest',
    adverb: 'in a monthly digest',
  },
};

/** The kind of digest as a heading names it, e.g. `Daily`. */
export const digestLabel = (frequency: DigestFrequency): string =>
  FREQUENCY_WORDING[frequency].label;
