import type { TopicLanguage } from '../languages/language';

/** Where a leaf looks: title, summary and body together, the title alone, or the source. */
export type Scope = 'text' | 'title' | 'source';

/** A word of a phrase, at its distance in words from the first. */
export interface PhraseWord {
  surface: string;
  stem: string;
  offset: number;
}

/** A word, or words in a row; `written` is what it is printed as, folded. */
export interface Phrase {
  type: 'phrase';
  scope: Scope;
  words: readonly PhraseWord[];
  written: string;
}

export interface Prefix {
  type: 'prefix';
  scope: Scope;
  start: string;
}

/** Two of them with at most `distance` words from one to the other, in either order. */
export interface Near {
  type: 'near';
  scope: Scope;
  left: Phrase | Prefix;
  right: Phrase | Prefix;
  distance: number;
}

export interface Tag {
  type: 'tag';
  tag: string;
}

export interface Everything {
  type: 'everything';
}

export type Leaf = Phrase | Prefix | Near | Tag | Everything;

export type Node =
  | Leaf
  | { type: 'and'; parts: readonly Node[] }
  | { type: 'or'; parts: readonly Node[] }
  | { type: 'not'; part: Node };

/** A topic's expression as it was understood. */
export interface Expression {
  /** Equal for expressions that mean the same; reading it gives this expression again. */
  canonical: string;
  /** What the person typed, tidied: for people to read. */
  written: string;
  language: TopicLanguage;
  root: Node;
}
