import { newStemmer, type Stemmer } from 'snowball-stemmers';
import { fold } from './characters';
import type { Language } from './language';

/**
 * Snowball stemmers (https://snowballstem.org), the family that PostgreSQL's dictionaries come
 * from; the oracle suite compares each with PostgreSQL's own over a word list.
 */
const ALGORITHMS: Record<Language, string> = {
  ar: 'arabic',
  de: 'german',
  en: 'english',
  es: 'spanish',
  fr: 'french',
  it: 'italian',
  nl: 'dutch',
  pt: 'portuguese',
  ru: 'russian',
  tr: 'turkish',
};

/** PostgreSQL stems no longer word: it is no word of a language, and stemmers may be slow on it. */
const LONGEST_STEMMED = 1000;

const stemmers = new Map<Language, Stemmer>();

function stemmerOf(language: Language): Stemmer {
  const known = stemmers.get(language);
  if (known) return known;
  const made = newStemmer(ALGORITHMS[language]);
  stemmers.set(language, made);
  return made;
}

/**
 * The stem of a word in lower case, without accents. English is folded before it is stemmed, so
 * that `résumés` and `resumes` meet; other languages after it, since their stemmers know accents.
 */
export function stemOf(lower: string, language: Language): string {
  if (lower.length > LONGEST_STEMMED) return fold(lower);
  const stemmer = stemmerOf(language);
  return language === 'en' ? stemmer.stem(fold(lower)) : fold(stemmer.stem(lower));
}
