import { detect } from 'tinyld/light';
import { LANGUAGES } from './language';
import { isStopWord } from './stop-words';

/** The beginning of a text is enough, and limits the time that a long text takes. */
const MAX_CHARACTERS = 2000;
const MIN_STOP_WORDS = 2;
/** How many times as many stop words as the second language the first must have. */
const MIN_LEAD = 2;

/**
 * Detects the language of a text and returns its ISO 639-1 code, or `en` if the text gives no clue.
 * Stop words are the most reliable evidence, so they decide when they are clear. Otherwise, and for
 * languages without stop words here, tinyld decides by letter frequencies.
 */
export function detectLanguage(text: string): string {
  const beginning = text.slice(0, MAX_CHARACTERS);
  return detectByStopWords(beginning) ?? (detect(beginning) || 'en');
}

function detectByStopWords(text: string): string | undefined {
  // Single letters are words in too many languages to be evidence.
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
  const counts = LANGUAGES.map((language) => ({
    language,
    count: words.filter((word) => isStopWord(word, language)).length,
  }));
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  if (!first || !second || first.count < MIN_STOP_WORDS) return undefined;
  return first.count >= second.count * MIN_LEAD ? first.language : undefined;
}
