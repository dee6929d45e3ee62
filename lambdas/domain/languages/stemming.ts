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
 * Snowball stemmers (https://snowballstem.org), the family that PostgreSQL's dictionaries come
 * from; the oracle suite compares each with PostgreSQL's own over a word list.
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

/** PostgreSQL stems no longer word: it is no word of a language, and stemmers may be slow on it. */
const LONGEST_STEMMED = 1000;

/**
 * The stem of a word in lower case, without accents. English is folded before it is stemmed, so
 * that `résumés` and `resumes` meet; other languages after it, since their stemmers know accents.
 */
export function stemOf(lower: string, language: Language): string {
  if (lower.length > LONGEST_STEMMED) return fold(lower);
  const word = language === 'en' ? fold(lower) : lower;
  const stem = STEMMERS[language](word);
  // A word that is nothing but an ending stays as it is.
  return fold(stem === '' ? word : stem);
}
