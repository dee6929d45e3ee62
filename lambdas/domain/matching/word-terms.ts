import { lexemeOf } from '../languages/lexemes';
import type { TextLanguage } from './analyzed-text';
import { stemTerm, surfaceTerm } from './clauses';
import { PREFIX_KEY_LETTERS, prefixKey } from './keys';
import type { TermNumbers } from './packed-clauses';
import { hashOf, WordTable } from './word-table';

/** Words remembered at once; beyond, all are forgotten, so that memory does not follow the texts. */
const REMEMBERED = 200_000;

/**
 * Remembers, for a word as it stands in a text, the numbers of the terms it is: its stem, its folded
 * form, the beginning that prefixes hang under; 0 where no topic has the term. A word is stemmed
 * once, however often it comes.
 */
export class WordTerms {
  readonly stems: number[] = [];
  readonly surfaces: number[] = [];
  readonly prefixes: number[] = [];
  private table = new WordTable();
  private termsWhenMade = 0;

  constructor(
    private readonly terms: TermNumbers,
    private readonly language: TextLanguage,
  ) {}

  /** Forgets what is out of date: a topic may since have brought a term. */
  prepare(): void {
    if (this.terms.count === this.termsWhenMade && this.table.count < REMEMBERED) return;
    this.termsWhenMade = this.terms.count;
    this.table = new WordTable();
    for (const list of [this.stems, this.surfaces, this.prefixes]) list.length = 0;
  }

  /** The index in the three lists of the word at `[start, end)`. */
  find(text: string, start: number, end: number, kind: number): number {
    const hash = hashOf(text, start, end, kind);
    const known = this.table.find(text, start, end, hash);
    return known >= 0 ? known : this.remember(text, start, end, kind, hash);
  }

  private remember(text: string, start: number, end: number, kind: number, hash: number): number {
    const { terms } = this;
    const { stem, surface } = lexemeOf(text.slice(start, end), kind, this.language);
    const stops = stem === '';
    const begins = !stops && surface.length >= PREFIX_KEY_LETTERS;
    this.stems.push(stops ? 0 : terms.find(stemTerm(stem)));
    this.surfaces.push(stops ? 0 : terms.find(surfaceTerm(surface)));
    this.prefixes.push(begins ? terms.find(prefixKey(surface)) : 0);
    return this.table.add(text, start, end, hash);
  }
}
