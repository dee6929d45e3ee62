import { lexemeOf } from '../languages/lexemes';
import { WORD } from '../languages/word-list';
import type { TextLanguage } from './analyzed-text';
import { stemTerm, surfaceTerm } from './clauses';
import { PREFIX_KEY_LETTERS, prefixKey } from './keys';
import type { TermNumbers } from './packed-clauses';

/** Words remembered at once; beyond, all are forgotten, so that memory does not follow the texts. */
const REMEMBERED = 100_000;

/**
 * Remembers, for a word as it stands in a text, the numbers of the terms it is: its stem, its folded
 * form, the beginning that prefixes hang under; 0 where no topic has the term. A word is stemmed
 * once, however often it comes.
 */
export class WordTerms {
  stems: number[] = [];
  surfaces: number[] = [];
  prefixes: number[] = [];
  private words = new Map<string, number>();
  private plain = new Map<string, number>();
  private termsWhenMade = 0;

  constructor(
    private readonly terms: TermNumbers,
    private readonly language: TextLanguage,
  ) {}

  /** Forgets what is out of date: a topic may since have brought a term. */
  prepare(): void {
    if (this.terms.count === this.termsWhenMade && this.stems.length < REMEMBERED) return;
    this.termsWhenMade = this.terms.count;
    this.words = new Map();
    this.plain = new Map();
    this.stems = [];
    this.surfaces = [];
    this.prefixes = [];
  }

  /** The index of the word's terms in the three lists. */
  find(written: string, kind: number): number {
    const known = kind === WORD ? this.words : this.plain;
    return known.get(written) ?? this.remember(written, kind, known);
  }

  private remember(written: string, kind: number, known: Map<string, number>): number {
    const { terms } = this;
    const { stem, surface } = lexemeOf(written, kind, this.language);
    const index = this.stems.length;
    const stops = stem === '';
    const begins = !stops && surface.length >= PREFIX_KEY_LETTERS;
    this.stems.push(stops ? 0 : terms.find(stemTerm(stem)));
    this.surfaces.push(stops ? 0 : terms.find(surfaceTerm(surface)));
    this.prefixes.push(begins ? terms.find(prefixKey(surface)) : 0);
    known.set(written, index);
    return index;
  }
}
