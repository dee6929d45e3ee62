import { stemmer as stemArabic } from '@orama/stemmers/arabic';
import { stemmer as stemDutch } from '@orama/stemmers/dutch';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemItalian } from '@orama/stemmers/italian';
import { stemmer as stemPortuguese } from '@orama/stemmers/portuguese';
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { stemmer as stemTurkish } from '@orama/stemmers/turkish';
import { fold } from './characters';
import { stemEnglish } from './english-stemmer';
import type { Language } from './language';

/**
 * Snowball stemmers (https://snowballstem.org), as in PostgreSQL's dictionaries. The oracle suite
 * compares each with PostgreSQL on a word list.
 */
const STEMMERS: Record<Language, (word: string) => string> = {
  ar: stemArabic,
  de: stemGerman,
  en: stemEnglish,
  es: stemSpanish,
  fr: stemFrench,
  it: stemItalian,
  nl: stemDutch,
  pt: stemPortuguese,
  ru: stemRussian,
  tr: stemTurkish,
};

/** Like PostgreSQL, we don't stem longer words. They are not real words, and stemming may be slow. */
const MAX_STEMMED_LENGTH = 1000;

/**
 * The stem of a word in lower case, without accents. English words are folded before stemming, so
 * that `résumés` and `resumes` have the same stem. In other languages stemmers need the accents, so
 * the stem is folded instead.
 */
export function stemOf(lower: string, language: Language): string {
  if (lower.length > MAX_STEMMED_LENGTH) return fold(lower);
  const word = language === 'en' ? fold(lower) : lower;
  const stem = STEMMERS[language](word);
  // A word that consists only of a suffix stays unchanged.
  return fold(stem === '' ? word : stem);
}
