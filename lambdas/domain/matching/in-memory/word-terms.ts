import { lexemeOf } from '../../languages/lexemes';
import type { TextLanguage } from '../analyzed-text';
import { PREFIX_KEY_LETTERS, prefixKey } from '../index-keys';
import { stemTerm, surfaceTerm } from './clauses';
import type { TermNumbers } from './packed-clauses';
import { hashOf, WordTable } from './word-table';

const TERMS_PER_WORD = 3;

/** Words remembered at once; beyond, all are forgotten, so that memory does not follow the texts. */
const MAX_CACHED_WORDS = 200_000;

/**
 * Remembers, for a word as it stands in a text, the numbers of the terms it is: its stem, its folded
 * form, the beginning that prefixes hang under; 0 where no topic has the term. A word is stemmed
 * once, however often it comes.
 */
export class WordTerms {
  /** Stem, surface and beginning of each word, one word after another. */
  private found = new Int32Array(4096 * TERMS_PER_WORD);
  private table = new WordTable();
  private termsWhenMade = 0;

  constructor(
    private readonly terms: TermNumbers,
    private readonly language: TextLanguage,
  ) {}

  /** Forgets what is out of date: a topic may since have brought a term. */
  prepare(): void {
    if (this.terms.count === this.termsWhenMade && this.table.count < MAX_CACHED_WORDS) return;
    this.termsWhenMade = this.terms.count;
    this.table = new WordTable();
  }

  stemOf(word: number): number {
    return this.found[word * TERMS_PER_WORD] ?? 0;
  }

  surfaceOf(word: number): number {
    return this.found[word * TERMS_PER_WORD + 1] ?? 0;
  }

  beginningOf(word: number): number {
    return this.found[word * TERMS_PER_WORD + 2] ?? 0;
  }

  /** The number of the word at `[start, end)`, by which its terms are asked for. */
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
    const word = this.table.add(text, start, end, hash);
    const at = word * TERMS_PER_WORD;
    if (at === this.found.length) this.grow();
    this.found[at] = stops ? 0 : terms.find(stemTerm(stem));
    this.found[at + 1] = stops ? 0 : terms.find(surfaceTerm(surface));
    this.found[at + 2] = begins ? terms.find(prefixKey(surface)) : 0;
    return word;
  }

  private grow(): void {
    const found = new Int32Array(this.found.length * 2);
    found.set(this.found);
    this.found = found;
  }
}
