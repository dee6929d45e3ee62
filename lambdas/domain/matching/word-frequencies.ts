import commonWords from '../languages/common-words.json';
import { LANGUAGES, type Language, type TopicLanguage } from '../languages/language';
import { lexemeOf } from '../languages/lexemes';
import { WORD } from '../languages/word-list';

/**
 * How common words are. A topic hangs under its rarest word, so the better this is, the fewer
 * topics a briefing must check.
 */
export interface WordFrequencies {
  /** About how many of a million words of the language are this stem or word; the higher, the more common. */
  frequency(term: string, language: TopicLanguage): number;
}

/** By Zipf's law the word of rank r is about 1 in 10 r of all; a million words make the scale. */
const frequencyOfRank = (rank: number): number => 1e5 / (rank + 10);

/** A word on no list; among those, the longer is the rarer. */
const frequencyOfUnlistedWord = (term: string): number => 10 / (1 + term.length);

const frequencies = new Map<Language, ReadonlyMap<string, number>>();

/** The frequencies of a language's listed words, by stem and as they stand. */
function frequenciesOf(language: Language): ReadonlyMap<string, number> {
  const known = frequencies.get(language);
  if (known) return known;
  const made = new Map<string, number>();
  for (const [rank, word] of commonWords[language].split(' ').entries()) {
    const { stem, surface } = lexemeOf(word, WORD, language);
    if (!made.has(surface)) made.set(surface, frequencyOfRank(rank));
    if (!made.has(stem)) made.set(stem, frequencyOfRank(rank));
  }
  frequencies.set(language, made);
  return made;
}

/** What is known before any briefing was seen: a list of the common words of each language. */
export const shippedFrequencies: WordFrequencies = {
  frequency(term, language) {
    const listed =
      language === 'any'
        ? Math.max(...LANGUAGES.map((code) => frequenciesOf(code).get(term) ?? 0))
        : (frequenciesOf(language).get(term) ?? 0);
    return Math.max(frequencyOfUnlistedWord(term), listed);
  },
};

/** What was seen: in how many of `briefings` each stem or word was. */
export interface ObservedWords {
  briefings: number;
  briefingsWith: (term: string) => number;
}

/** Briefings after which what was seen outweighs the lists. */
const MIN_BRIEFINGS_FOR_FULL_TRUST = 1000;
/** A word that is once in every briefing is about so many in a million words. */
const PER_MILLION_IF_IN_EVERY_BRIEFING = 2000;

/** The lists at first, then more and more what was seen in this stage's own briefings. */
export function blendFrequencies(
  seen: ObservedWords,
  listed: WordFrequencies = shippedFrequencies,
): WordFrequencies {
  const trust = Math.min(1, seen.briefings / MIN_BRIEFINGS_FOR_FULL_TRUST);
  return {
    frequency(term, language) {
      const share = seen.briefings === 0 ? 0 : seen.briefingsWith(term) / seen.briefings;
      return (
        (1 - trust) * listed.frequency(term, language) +
        trust * share * PER_MILLION_IF_IN_EVERY_BRIEFING
      );
    },
  };
}
