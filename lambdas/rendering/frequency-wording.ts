import { DIGEST_FREQUENCIES, type DigestFrequency, type Frequency } from '../domain/frequency';
import type { DigestOccasion } from './emails/views';

/** The wording of a frequency in pages and emails. */
interface FrequencyWording {
  /** The choice in a form. */
  label: string;
  /** Explains the choice. */
  hint: string;
  /** The end of a sentence such as `We will send briefings …`. */
  sent: string;
}

/** The wording of every frequency. All pages and emails take it from here. */
export const FREQUENCY_WORDING: Record<Frequency, FrequencyWording> = {
  instant: {
    label: 'Instant',
    hint: 'an email at once',
    sent: 'as soon as each one is published',
  },
  daily: { label: 'Daily', hint: 'one digest a day', sent: 'in a daily digest' },
  weekly: { label: 'Weekly', hint: 'one digest a week', sent: 'in a weekly digest' },
  monthly: { label: 'Monthly', hint: 'one digest a month', sent: 'in a monthly digest' },
};

/** E.g. `Daily digest`. */
export function digestName(frequency: DigestFrequency): string {
  return `${FREQUENCY_WORDING[frequency].label} digest`;
}

/** E.g. `Daily digest`. Says why several briefings are in one email. */
export function occasionName(occasion: DigestOccasion): string {
  switch (occasion.kind) {
    case 'digest':
      return digestName(occasion.frequency);
    case 'gathered':
      return occasion.isRestOfDay ? 'The rest of the day’s alerts' : 'Alerts in one email';
    default:
      return occasion satisfies never;
  }
}

/** The start of the sentence in the footer that goes on with `because …`. */
export function occasionReason(occasion: DigestOccasion): string {
  switch (occasion.kind) {
    case 'digest':
      return `You are getting this ${digestName(occasion.frequency).toLowerCase()}`;
    case 'gathered':
      return occasion.isRestOfDay
        ? 'So many briefings matched in one day that we put the rest into one email. You are getting it'
        : 'Several briefings matched within minutes, so we put them into one email. You are getting it';
    default:
      return occasion satisfies never;
  }
}

const digestChoices = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  DIGEST_FREQUENCIES.map((frequency) => FREQUENCY_WORDING[frequency].label.toLowerCase()),
);

/** All frequencies, as the end of a sentence about one briefing such as `We email you …`. */
export const FREQUENCIES_IN_SENTENCE = `as soon as it is published, or in a ${digestChoices} digest`;
