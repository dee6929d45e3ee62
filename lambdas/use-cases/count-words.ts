import type { Briefing } from '../domain/briefing';
import { analyzeBriefing } from '../domain/matching/analyze-briefing';

/** How many of the briefings contain each common word or stem. */
export interface WordCounts {
  briefings: number;
  briefingsByWord: Map<string, number>;
}

export interface CountWordsDependencies {
  /** The newest briefings, up to the limit, a page at a time. */
  latestBriefings: (limit: number) => AsyncIterable<Briefing[]>;
  saveWordCounts: (counted: WordCounts) => Promise<void>;
}

/** Enough to distinguish common words from rare ones, few enough for one request. */
const MAX_BRIEFINGS = 1_000;
/** Only common words matter: a word that is not saved counts as never seen. */
const MAX_COUNTED_WORDS = 5_000;

/** Counts the words of the newest briefings, so that each topic can be indexed under its rarest word. */
export function countWords({ latestBriefings, saveWordCounts }: CountWordsDependencies) {
  return async (): Promise<{ briefings: number; words: number }> => {
    const counts = new Map<string, number>();
    let briefings = 0;
    for await (const page of latestBriefings(MAX_BRIEFINGS)) {
      briefings += page.length;
      for (const term of page.flatMap(distinctTerms)) counts.set(term, (counts.get(term) ?? 0) + 1);
    }
    const common = [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_COUNTED_WORDS);
    await saveWordCounts({ briefings, briefingsByWord: new Map(common) });
    return { briefings, words: common.length };
  };
}

function distinctTerms(briefing: Briefing): string[] {
  const { text } = analyzeBriefing(briefing);
  return [...new Set([...text.terms('stem'), ...text.terms('surface')])];
}
