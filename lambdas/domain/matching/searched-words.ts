import type { Language } from '../languages/language';

export type TextLanguage = Language | 'other';

/** How words are compared: by stem within a language, as written across languages. */
export type Comparison = 'stem' | 'surface';

/** The words of a text by their positions, however they are stored. */
export interface SearchedWords {
  /** The positions of a word, in order. */
  positionsOf(term: string, by: Comparison): readonly number[];
  /** The positions of words that start so, as written, in order. */
  positionsOfPrefix(start: string): readonly number[];
  /** Whether the word at `position` is `term`. */
  isAt(position: number, term: string, by: Comparison): boolean;
}

/** What decides whether a briefing matches a topic. */
export interface SearchedBriefing {
  language: TextLanguage;
  /** Title, summary and body as one text. */
  text: SearchedWords;
  /** The number of word positions that belong to the title. */
  titleWords: number;
  source: SearchedWords;
  tags: ReadonlySet<string>;
}
