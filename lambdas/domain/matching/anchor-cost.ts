import type { TopicLanguage } from '../languages/language';
import type { WordFrequencies } from './word-frequencies';

/** What a topic can be indexed under. */
export type AnchorType = 'word' | 'tag' | 'prefix' | 'everything';

/** One briefing in twenty carries a given tag, on the scale of `WordFrequencies`: only common words cost more. */
const TAG_COST = 100;
/** Many words start with the same letters. */
const PREFIX_COST = 1e6;
/** Every briefing looks up this key. */
const EVERYTHING_COST = 1e9;

/**
 * How often briefings will check a topic without a match if it is indexed under this anchor, in
 * occurrences per million words. The index in DynamoDB and the in-memory index both choose their
 * anchors by it.
 *
 * @param word the word or stem; not used for other types.
 */
export function anchorCost(
  type: AnchorType,
  word: string,
  language: TopicLanguage,
  frequencies: WordFrequencies,
): number {
  switch (type) {
    case 'word':
      return frequencies.frequency(word, language);
    case 'tag':
      return TAG_COST;
    case 'prefix':
      return PREFIX_COST;
    case 'everything':
      return EVERYTHING_COST;
    default:
      return type satisfies never;
  }
}
