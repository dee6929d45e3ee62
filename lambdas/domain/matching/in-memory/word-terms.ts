import { lexemeOf } from '../../languages/lexemes';
import { PREFIX_KEY_LENGTH, prefixKey } from '../index-keys';
import type { TextLanguage } from '../searched-words';
import { stemTerm, surfaceTerm } from './clauses';
import type { TermNumbers } from './packed-clauses';
import { hashOf, WordTable } from './word-table';

const TERMS_PER_WORD = 3;

/** When the cache is full it is cleared, so that memory does not grow with the number of texts. */
const MAX_CACHED_WORDS = 200_000;

/**
 * Caches the term numbers of words as written in texts: of the stem, of the folded word, and of the
 * prefix that prefix topics are indexed under; 0 if no topic has the term. A word is stemmed only once.
 */
export class WordTerms {
  /** Stem, surface and prefix of each word, one word after another. */
  private numbers = new Int32Array(4096 * TERMS_PER_WORD);
  private table = new WordTable();
  private cachedTermCount = 0;

  constructor(
    private readonly terms: TermNumbers,
    private readonly language: TextLanguage,
  ) {}

  /** Clears the cache if it is out of date, because a new topic has added terms, or full. */
  refresh(): void {
    if (this.terms.count === this.cachedTermCount && this.table.count < MAX_CACHED_WORDS) return;
    this.cachedTermCount = this.terms.count;
    this.table = new WordTable();
  }

  stemOf(word: number): number {
    return this.numbers[word * TERMS_PER_WORD] ?? 0;
  }

  surfaceOf(word: number): number {
    return this.numbers[word * TERMS_PER_WORD + 1] ?? 0;
  }

  prefixOf(word: number): number {
    return this.numbers[word * TERMS_PER_WORD + 2] ?? 0;
  }

  /** The number of the word at `[start, end)`; `stemOf`, `surfaceOf` and `prefixOf` take it. */
  find(text: string, start: number, end: number, kind: number): number {
    const hash = hashOf(text, start, end, kind);
    const cached = this.table.find(text, start, end, hash);
    return cached >= 0 ? cached : this.add(text, start, end, kind, hash);
  }

  private add(text: string, start: number, end: number, kind: number, hash: number): number {
    const { terms } = this;
    const { stem, surface } = lexemeOf(text.slice(start, end), kind, this.language);
    const isStopWord = stem === '';
    const hasPrefix = !isStopWord && surface.length >= PREFIX_KEY_LENGTH;
    const word = this.table.add(text, start, end, hash);
    const at = word * TERMS_PER_WORD;
    if (at === this.numbers.length) this.grow();
    this.numbers[at] = isStopWord ? 0 : terms.find(stemTerm(stem));
    this.numbers[at + 1] = isStopWord ? 0 : terms.find(surfaceTerm(surface));
    this.numbers[at + 2] = hasPrefix ? terms.find(prefixKey(surface)) : 0;
    return word;
  }

  private grow(): void {
    const numbers = new Int32Array(this.numbers.length * 2);
    numbers.set(this.numbers);
    this.numbers = numbers;
  }
}
