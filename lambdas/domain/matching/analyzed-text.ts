import { innerWords } from '../languages/inner-words';
import { type Lexeme, lexemeOf } from '../languages/lexemes';
import { readWords } from '../languages/read-words';
import { RUN, WORD, WordList } from '../languages/word-list';
import type { Comparison, SearchedWords, TextLanguage } from './searched-words';

/** Reused for every text. */
const words = new WordList();

/**
 * A text as the positions of its words. Position `p` is the word at `[starts[p], ends[p])`, in
 * UTF-16 units. A stop word has a position and an empty stem.
 */
export class AnalyzedText implements SearchedWords {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** The word at each position. */
  readonly lexemes: Lexeme[] = [];
  /** Words within a run such as `Israel/Gaza`; they share the position of the run. */
  readonly inner = new Map<number, Lexeme[]>();
  private readonly byStem = new Map<string, number[]>();
  private bySurface: Map<string, number[]> | undefined;

  constructor(
    readonly text: string,
    readonly language: TextLanguage,
  ) {
    words.clear();
    readWords(text, words);
    for (let at = 0; at < words.count; at++) {
      this.addWord(words.starts[at] ?? 0, words.ends[at] ?? 0, words.kinds[at] ?? WORD);
    }
  }

  positionsOf(term: string, by: Comparison): readonly number[] {
    return (by === 'stem' ? this.byStem : this.surfaces()).get(term) ?? [];
  }

  positionsOfPrefix(start: string): readonly number[] {
    const positions = new Set<number>();
    for (const [surface, places] of this.surfaces()) {
      if (surface.startsWith(start)) for (const position of places) positions.add(position);
    }
    return [...positions].sort((a, b) => a - b);
  }

  /** Every distinct word except stop words. */
  terms(by: Comparison): IterableIterator<string> {
    return (by === 'stem' ? this.byStem : this.surfaces()).keys();
  }

  isAt(position: number, term: string, by: Comparison): boolean {
    const lexeme = this.lexemes[position];
    if (!lexeme || lexeme.stem === '') return false;
    if (lexeme[by] === term) return true;
    const within = this.inner.get(position) ?? [];
    return within.some((lexeme) => lexeme.stem !== '' && lexeme[by] === term);
  }

  private addWord(start: number, end: number, kind: number): void {
    const position = this.starts.length;
    const lexeme = lexemeOf(this.text.slice(start, end), kind, this.language);
    this.starts.push(start);
    this.ends.push(end);
    this.lexemes.push(lexeme);
    addPosition(this.byStem, lexeme.stem, position);
    if (kind === RUN) this.addInnerWords(start, end, position);
  }

  private addInnerWords(start: number, end: number, position: number): void {
    const within: Lexeme[] = [];
    for (const { from, to } of innerWords(this.text, start, end)) {
      const lexeme = lexemeOf(this.text.slice(from, to), WORD, this.language);
      within.push(lexeme);
      addPosition(this.byStem, lexeme.stem, position);
    }
    this.inner.set(position, within);
  }

  private surfaces(): Map<string, number[]> {
    this.bySurface ??= this.mapSurfaces();
    return this.bySurface;
  }

  private mapSurfaces(): Map<string, number[]> {
    const bySurface = new Map<string, number[]>();
    for (const [position, lexeme] of this.lexemes.entries()) {
      for (const word of [lexeme, ...(this.inner.get(position) ?? [])]) {
        if (word.stem !== '') addPosition(bySurface, word.surface, position);
      }
    }
    return bySurface;
  }
}

function addPosition(positions: Map<string, number[]>, term: string, position: number): void {
  if (term === '') return;
  const existing = positions.get(term);
  if (!existing) positions.set(term, [position]);
  else if (existing[existing.length - 1] !== position) existing.push(position);
}
