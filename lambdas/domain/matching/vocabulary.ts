import type { Aliases } from '../expressions/aliases';
import type { WordFrequencies } from './word-frequencies';

/** What is known about words: which names stand for each other, and how common each word is. */
export interface Vocabulary {
  aliases: Aliases;
  frequencies: WordFrequencies;
}
