import { LANGUAGES } from './language';
import { isStopWord } from './stop-words';

const MIN_STOP_WORDS = 2;
/** How many times as many stop words as the second language the first must have. */
const MIN_LEAD = 2;

/** The language (ISO 639-1) whose stop words the text has, or undefined if that is not clear. */
export function detectByStopWords(text: string): string | undefined {
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
