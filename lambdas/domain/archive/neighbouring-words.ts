import type { ArchivedBriefing } from './archive-day';

/** A word that reads well in an expression: no numbers, no abbreviations. */
const PLAIN_WORD = /^\p{L}[\p{L}\p{M}]{3,}$/u;
/** A word that is in only one of several briefings is probably there by chance. */
const MIN_BRIEFINGS = 2;

/** In how many briefings each plain word occurs. */
export class WordCount {
  constructor(
    private readonly briefings: number,
    /** By the word as written, folded. */
    readonly briefingsByWord: ReadonlyMap<string, number>,
    private readonly stemOf: ReadonlyMap<string, string>,
  ) {}

  /**
   * The words that are much more frequent here than in `everywhere`, the most typical first. No two have
   * the same stem, and none is `known`.
   */
  mostTypical(everywhere: WordCount, known: ReadonlySet<string>, limit: number): string[] {
    const min = Math.min(MIN_BRIEFINGS, this.briefings);
    const scored = [...this.briefingsByWord].flatMap(([word, briefings]) => {
      if (briefings < min || known.has(word)) return [];
      const lift = this.share(word) / everywhere.share(word);
      return [{ word, score: briefings * Math.log(lift) }];
    });
    const knownStems = new Set([...known].map((word) => this.stemOf.get(word) ?? word));
    const typical = new Map<string, string>();
    for (const { word } of scored.sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))) {
      const stem = this.stemOf.get(word) ?? word;
      if (typical.size === limit) break;
      if (!typical.has(stem) && !knownStems.has(stem)) typical.set(stem, word);
    }
    return [...typical.values()];
  }

  private share(word: string): number {
    return ((this.briefingsByWord.get(word) ?? 0) + 1) / (this.briefings + 1);
  }
}

export function countPlainWords(briefings: readonly ArchivedBriefing[]): WordCount {
  const briefingsByWord = new Map<string, number>();
  const stemOf = new Map<string, string>();
  for (const { words } of briefings) {
    for (const { surface, stem } of words.words()) {
      if (!PLAIN_WORD.test(surface)) continue;
      briefingsByWord.set(surface, (briefingsByWord.get(surface) ?? 0) + 1);
      stemOf.set(surface, stem);
    }
  }
  return new WordCount(briefings.length, briefingsByWord, stemOf);
}
