import { tagFrom } from '../../expressions/tag';
import { innerWords } from '../../languages/inner-words';
import { lexemeOf } from '../../languages/lexemes';
import { NONE } from '../../languages/none';
import { readWords } from '../../languages/read-words';
import { RUN, WORD, WordList } from '../../languages/word-list';
import { type BriefingText, searchedText } from '../analyze-briefing';
import { everythingKey, sourceKey, sourcePrefixKey, tagKey } from '../index-keys';
import type { TextLanguage } from '../searched-words';
import type { TermNumbers } from './packed-clauses';
import { WordTerms } from './word-terms';

/**
 * The current briefing as marks on the terms that topics use: which terms are present, and where. The
 * object is reused for every briefing, so that reading one allocates almost nothing.
 */
export class MarkedBriefing {
  /** The terms that are present, each once. */
  readonly present: number[] = [];
  /** 1 for a term that is present; bytes, so that the marks of most vocabularies fit in the L1 cache. */
  marks = new Uint8Array(1024);
  /** The last place of each term, as an index of `places`; `previousPlaces` links to the one before. */
  private lastPlaces = new Int32Array(1024);
  private places = new Int32Array(1024);
  private previousPlaces = new Int32Array(1024);
  private placeCount = 0;
  /** The number of places of each term. */
  private placesOfTerm = new Int32Array(1024);
  /** The terms at each position: stem and surface. */
  private stemsAt = new Int32Array(1024);
  private surfacesAt = new Int32Array(1024);
  /** The terms within the run at a position, as an index of `inner` plus one; 0 for none. */
  private innerAt = new Int32Array(1024);
  private readonly inner: number[][] = [];
  private readonly words = new WordList();
  private readonly wordTerms: WordTerms;

  constructor(
    private readonly terms: TermNumbers,
    private readonly language: TextLanguage,
  ) {
    this.wordTerms = new WordTerms(terms, language);
  }

  read(briefing: BriefingText): void {
    this.reset();
    this.mark(this.terms.find(everythingKey));
    for (const tag of briefing.tags ?? []) this.mark(this.terms.find(tagKey(tagFrom(tag))));
    this.readSource(briefing.source ?? '');
    this.readText(searchedText(briefing).searched);
  }

  has(term: number): boolean {
    return this.marks[term] === 1;
  }

  /** Whether the packed phrase of `count` words at `at` occurs in the text. */
  hasPhrase(packed: ArrayLike<number>, at: number, count: number): boolean {
    const end = at + count * 2;
    const lead = this.rarestOfPhrase(packed, at, end);
    if (lead === NONE) return false;
    const leadOffset = packed[lead + 1] ?? 0;
    let place = this.lastPlaces[packed[lead] ?? 0] ?? -1;
    for (; place >= 0; place = this.previousPlaces[place] ?? -1) {
      const origin = (this.places[place] ?? 0) - leadOffset;
      if (this.isPhraseAt(origin, packed, at, end)) return true;
    }
    return false;
  }

  /** The place in the phrase of the word with the fewest places in the text; `NONE` if a word is missing. */
  private rarestOfPhrase(packed: ArrayLike<number>, from: number, end: number): number {
    let rarest = NONE;
    let fewest = Number.POSITIVE_INFINITY;
    for (let at = from; at < end; at += 2) {
      const term = packed[at] ?? 0;
      if (!this.has(term)) return NONE;
      const times = this.placesOfTerm[term] ?? 0;
      if (times < fewest) [rarest, fewest] = [at, times];
    }
    return rarest;
  }

  private isPhraseAt(origin: number, packed: ArrayLike<number>, from: number, end: number) {
    for (let at = from; at < end; at += 2) {
      if (!this.isAt(origin + (packed[at + 1] ?? 0), packed[at] ?? 0)) return false;
    }
    return true;
  }

  private isAt(position: number, term: number): boolean {
    if (position < 0 || position >= this.words.count) return false;
    if (this.stemsAt[position] === term || this.surfacesAt[position] === term) return true;
    const inner = this.innerAt[position] ?? 0;
    return inner > 0 && (this.inner[inner - 1]?.includes(term) ?? false);
  }

  private reset(): void {
    for (const term of this.present) this.marks[term] = 0;
    this.present.length = 0;
    this.placeCount = 0;
    this.inner.length = 0;
    this.wordTerms.refresh();
    if (this.marks.length > this.terms.count) return;
    this.lastPlaces = grow(this.lastPlaces, this.terms.count);
    this.placesOfTerm = new Int32Array(this.lastPlaces.length);
    this.marks = new Uint8Array(this.lastPlaces.length);
  }

  private mark(term: number): void {
    if (term === 0 || this.has(term)) return;
    this.marks[term] = 1;
    this.lastPlaces[term] = -1;
    this.placesOfTerm[term] = 0;
    this.present.push(term);
  }

  private markAt(term: number, position: number): void {
    if (term === 0) return;
    this.mark(term);
    const place = this.placeCount++;
    if (place === this.places.length) {
      this.places = grow(this.places, place);
      this.previousPlaces = grow(this.previousPlaces, place);
    }
    this.previousPlaces[place] = this.lastPlaces[term] ?? -1;
    this.lastPlaces[term] = place;
    this.places[place] = position;
    this.placesOfTerm[term] = (this.placesOfTerm[term] ?? 0) + 1;
  }

  private readSource(source: string): void {
    if (source === '') return;
    this.words.clear();
    readWords(source, this.words);
    if (this.words.count > 0) this.mark(this.terms.find(sourcePrefixKey));
    for (let at = 0; at < this.words.count; at++) {
      const written = source.slice(this.words.starts[at], this.words.ends[at]);
      const { stem, surface } = lexemeOf(written, this.words.kinds[at] ?? WORD, this.language);
      if (stem === '') continue;
      this.mark(this.terms.find(sourceKey(stem)));
      this.mark(this.terms.find(sourceKey(surface)));
    }
  }

  private readText(text: string): void {
    const { words, wordTerms } = this;
    words.clear();
    readWords(text, words);
    if (words.count > this.stemsAt.length) {
      this.stemsAt = new Int32Array(words.count * 2);
      this.surfacesAt = new Int32Array(words.count * 2);
      this.innerAt = new Int32Array(words.count * 2);
    }
    for (let position = 0; position < words.count; position++) {
      const start = words.starts[position] ?? 0;
      const end = words.ends[position] ?? 0;
      const kind = words.kinds[position] ?? WORD;
      const word = wordTerms.find(text, start, end, kind);
      this.stemsAt[position] = wordTerms.stemOf(word);
      this.surfacesAt[position] = wordTerms.surfaceOf(word);
      this.innerAt[position] = 0;
      this.markWord(word, position);
      if (kind === RUN) this.readInnerWords(text, start, end, position);
    }
  }

  private markWord(word: number, position: number): void {
    const { wordTerms } = this;
    this.markAt(wordTerms.stemOf(word), position);
    this.markAt(wordTerms.surfaceOf(word), position);
    this.mark(wordTerms.prefixOf(word));
  }

  private readInnerWords(text: string, start: number, end: number, position: number): void {
    const inner: number[] = [];
    for (const { from, to } of innerWords(text, start, end)) {
      const word = this.wordTerms.find(text, from, to, WORD);
      inner.push(this.wordTerms.stemOf(word), this.wordTerms.surfaceOf(word));
      this.markWord(word, position);
    }
    this.innerAt[position] = this.inner.push(inner);
  }
}

function grow(list: Int32Array<ArrayBuffer>, highest: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(list.length * 2, highest + 1));
  larger.set(list);
  return larger;
}
