import type { WordingLanguage } from '../../../domain/languages/wording-language';
import { type Refusal, type RefusalSentences, sentenceOf } from '../../../domain/refusal';
import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';

export const REFUSALS_WORDING: Record<WordingLanguage, RefusalSentences> = { en, fr, de, es, ar };

/** The sentence for a refusal: why, and what to change. */
export function refusalText(
  refusal: Pick<Refusal, 'code' | 'values'>,
  language: WordingLanguage,
): string {
  return sentenceOf(REFUSALS_WORDING[language], refusal);
}

/** The sentences for the fields of a form that were refused. */
export function refusalTexts<Field extends string>(
  errors: Partial<Record<Field, Refusal>>,
  language: WordingLanguage,
): Partial<Record<Field, string>> {
  const texts: Partial<Record<Field, string>> = {};
  for (const field in errors) {
    const refusal = errors[field];
    if (refusal) texts[field] = refusalText(refusal, language);
  }
  return texts;
}
