import { detect } from 'tinyld/light';
import { detectByStopWords } from './detect-by-stop-words';

/** The beginning of a text is enough, and limits the time that a long text takes. */
const MAX_CHARACTERS = 2000;

/**
 * Detects the language of a text and returns its ISO 639-1 code, or `en` if the text gives no clue.
 * Stop words are the most reliable evidence, so they decide when they are clear. Otherwise, and for
 * languages without stop words here, tinyld decides by letter frequencies.
 */
export function detectLanguage(text: string): string {
  const beginning = text.slice(0, MAX_CHARACTERS);
  return detectByStopWords(beginning) ?? (detect(beginning) || 'en');
}
