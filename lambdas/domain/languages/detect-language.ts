import { detect } from 'tinyld/light';
import { LANGUAGES } from './language';
import { isStopWord } from './stop-words';

/** The beginning of a text is enough, and keeps the time the same for a long one. */
const READ_CHARACTERS = 2000;
/** Stop words (of two letters or more: single ones are in every language), and their lead over the next language, that settle it. */
const ENOUGH = 2;
const LEAD = 2;

/**
 * The language of a text, as an ISO 639-1 code; `en` where there is nothing to tell it by. Common
 * little words settle what they can: they are the surest sign, and we have them. The rest, and the
 * languages we have no stop words for, are told by the letters (tinyld).
 */
export function detectLanguage(text: string): string {
  const beginning = text.slice(0, READ_CHARACTERS);
  return byStopWords(beginning) ?? (detect(beginning) || 'en');
}

function byStopWords(text: string): string | undefined {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
  const counts = LANGUAGES.map((language) => ({
    language,
    count: words.filter((word) => isStopWord(word, language)).length,
  }));
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  if (!first || !second || first.count < ENOUGH) return undefined;
  return first.count >= second.count * LEAD ? first.language : undefined;
}
