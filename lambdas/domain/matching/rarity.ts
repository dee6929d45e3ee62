import type { TopicLanguage } from '../languages/language';

/**
 * How common words are. A topic hangs under its rarest word, so the better this is, the fewer
 * topics a briefing must check.
 */
export interface Rarity {
  /** The higher, the more briefings hold the word. Any scale; 0 for a word never seen. */
  commonness(term: string, language: TopicLanguage): number;
}

/** What is known of words before any was counted: the longer, the rarer. */
export const shippedRarity: Rarity = {
  commonness: (term) => 1 / (1 + term.length),
};
