import type { Aliases } from '../expressions/aliases';
import type { WordFrequencies } from './word-frequencies';

/** The operator's aliases, and how common each word is. */
export interface Vocabulary {
  aliases: Aliases;
  frequencies: WordFrequencies;
}
