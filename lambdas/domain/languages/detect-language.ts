import { LANGUAGES, type Language } from './language';
import { isStopWord } from './stop-words';

/**
 * The language of a text, by the share of its words that are stop words of each language; `en`
 * where none stands out.
 */
export function detectLanguage(text: string): Language {
  const words =
    text
      .slice(0, 4000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const scores = LANGUAGES.map((language) => ({
    language,
    score: words.filter((word) => isStopWord(word, language)).length,
  }));
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).language;
}
