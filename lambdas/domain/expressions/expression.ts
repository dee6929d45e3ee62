import type { TopicLanguage } from '../languages/language';

/** Where a leaf is searched: title, summary and body together, the title only, or the source. */
export type Scope = 'text' | 'title' | 'source';

/** A word of a phrase, with its distance in words from the first word. */
export interface PhraseWord {
  surface: string;
  stem: string;
  offset: number;
}

/** A word, or words at fixed distances from each other; `written` is its printed form, folded. */
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

/** Two terms that are at most `distance` words apart, in either order. */
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

/** A topic's expression, parsed. */
export interface Expression {
  /** Equal for expressions with the same meaning. Parsing it gives this expression again. */
  canonical: string;
  /** What the person typed, with whitespace normalized: for people to read. */
  written: string;
  language: TopicLanguage;
  root: Node;
}
