import type { DigestFrequency, Frequency } from '../domain/frequency';
import type { WordingLanguage } from '../domain/languages/wording-language';
import type { DigestOccasion } from './emails/views';
import { FREQUENCIES_WORDING } from './wording/frequencies';
import type { FrequencyWording } from './wording/frequencies/en';

/** The wording of every frequency. All pages and emails take it from here. */
export function frequencyWording(language: WordingLanguage): Record<Frequency, FrequencyWording> {
  return FREQUENCIES_WORDING[language].frequencies;
}

/** The same in English. */
export const FREQUENCY_WORDING = frequencyWording('en');

/** E.g. `Daily digest`. */
export function digestName(frequency: DigestFrequency, language: WordingLanguage = 'en'): string {
  return FREQUENCIES_WORDING[language].digests[frequency];
}

/** All frequencies, as the end of a sentence about one briefing such as `We email you …`. */
export function frequenciesInSentence(language: WordingLanguage): string {
  return FREQUENCIES_WORDING[language].anyFrequency;
}

/** The same in English. */
export const FREQUENCIES_IN_SENTENCE = frequenciesInSentence('en');

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
