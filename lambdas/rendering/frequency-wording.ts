import type { DigestFrequency, Frequency } from '../domain/frequency';
import type { WordingLanguage } from '../domain/languages/wording-language';
import { FREQUENCIES_WORDING } from './wording/frequencies';
import type { FrequencyWording } from './wording/frequencies/en';

/** The wording of every frequency. All pages and emails take it from here. */
export function frequencyWording(language: WordingLanguage): Record<Frequency, FrequencyWording> {
  return FREQUENCIES_WORDING[language].frequencies;
}

/** E.g. `Daily digest`. */
export function digestName(frequency: DigestFrequency, language: WordingLanguage): string {
  return FREQUENCIES_WORDING[language].digests[frequency];
}
