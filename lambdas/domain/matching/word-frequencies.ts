import { brotliDecompressSync } from 'node:zlib';
import commonWords from '../languages/common-words.json';
import { LANGUAGES, type Language, type TopicLanguage } from '../languages/language';
import { lexemeOf } from '../languages/lexemes';
import { WORD } from '../languages/word-list';

/**
 * How common words are. A topic is indexed under its rarest word, so the more accurate this is, the
 * fewer topics a briefing must check.
 */
export interface WordFrequencies {
  /** Approximate occurrences of this stem or word per million words of the language. */
  frequency(term: string, language: TopicLanguage): number;
}

/** Zipf's law: the word of rank r makes up about 1 in 10 r of all words. */
const frequencyOfRank = (rank: number): number => 1e5 / (rank + 10);

/** For a word on no list: the longer it is, the rarer. */
const frequencyOfUnlistedWord = (term: string): number => 10 / (1 + term.length);

const cache = new Map<Language, ReadonlyMap<string, number>>();

/** The frequencies of a language's listed words, by stem and as written. */
function listedFrequencies(language: Language): ReadonlyMap<string, number> {
  const cached = cache.get(language);
  if (cached) return cached;
  const listed = new Map<string, number>();
  for (const [rank, word] of wordsOf(language).entries()) {
    const { stem, surface } = lexemeOf(word, WORD, language);
    if (!listed.has(surface)) listed.set(surface, frequencyOfRank(rank));
    if (!listed.has(stem)) listed.set(stem, frequencyOfRank(rank));
  }
  cache.set(language, listed);
  return listed;
}

/** The most common words of a language, the most common first. They are stored with brotli, in base64. */
function wordsOf(language: Language): string[] {
  const compressed = Buffer.from(commonWords[language], 'base64');
  return brotliDecompressSync(compressed).toString('utf8').split(' ');
}

/** The frequencies used before any briefing has been seen: from a list of common words per language. */
export const shippedFrequencies: WordFrequencies = {
  frequency(term, language) {
    const listed =
      language === 'any'
        ? Math.max(...LANGUAGES.map((code) => listedFrequencies(code).get(term) ?? 0))
        : (listedFrequencies(language).get(term) ?? 0);
    return Math.max(frequencyOfUnlistedWord(term), listed);
  },
};

/** How many of this stage's own briefings contain each stem or word. */
export interface ObservedWords {
  briefings: number;
  briefingsWith: (term: string) => number;
}

/** From this many briefings on, only what was observed counts. */
const MIN_BRIEFINGS_FOR_FULL_TRUST = 1000;
/** A word that occurs once in every briefing has about this frequency per million words. */
const FREQUENCY_IF_IN_EVERY_BRIEFING = 2000;

/** Starts with the shipped lists and gives more and more weight to what was observed. */
export function blendFrequencies(
  observed: ObservedWords,
  listed: WordFrequencies = shippedFrequencies,
): WordFrequencies {
  const trust = Math.min(1, observed.briefings / MIN_BRIEFINGS_FOR_FULL_TRUST);
  return {
    frequency(term, language) {
      const share =
        observed.briefings === 0 ? 0 : observed.briefingsWith(term) / observed.briefings;
      const fromLists = listed.frequency(term, language);
      return (1 - trust) * fromLists + trust * share * FREQUENCY_IF_IN_EVERY_BRIEFING;
    },
  };
}
