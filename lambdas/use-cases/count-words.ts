import type { Briefing } from '../domain/briefing';
import { analyzeBriefing } from '../domain/matching/analyze-briefing';

/** In how many of the briefings each common word or stem was. */
export interface WordCounts {
  briefings: number;
  briefingsByWord: Map<string, number>;
}

export interface CountWordsDependencies {
  /** The newest briefings, at most so many, a few at a time. */
  latestBriefings: (most: number) => AsyncIterable<Briefing[]>;
  saveWordCounts: (counted: WordCounts) => Promise<void>;
}

/** Enough to tell common words from rare ones, few enough for one request. */
const MAX_BRIEFINGS = 1_000;
/** Only what is common matters: a word that is not kept counts as never seen. */
const MAX_COUNTED_WORDS = 5_000;

/** Counts the words of the newest briefings, by which topics find their rarest word. */
export function countWords({ latestBriefings, saveWordCounts }: CountWordsDependencies) {
  return async (): Promise<{ briefings: number; words: number }> => {
    const seen = new Map<string, number>();
    let briefings = 0;
    for await (const few of latestBriefings(MAX_BRIEFINGS)) {
      briefings += few.length;
      for (const term of few.flatMap(distinctTerms)) seen.set(term, (seen.get(term) ?? 0) + 1);
    }
    const common = [...seen].sort(([, one], [, other]) => other - one).slice(0, MAX_COUNTED_WORDS);
    await saveWordCounts({ briefings, briefingsByWord: new Map(common) });
    return { briefings, words: common.length };
  };
}

function distinctTerms(briefing: Briefing): string[] {
  const { text } = analyzeBriefing(briefing);
  return [...new Set([...text.terms('stem'), ...text.terms('surface')])];
}
