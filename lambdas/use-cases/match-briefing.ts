import type { Briefing } from '../domain/briefing';
import type { Aliases } from '../domain/expressions/aliases';
import type { FanOutRequest } from '../domain/fan-out-request';
import type { TopicLanguage } from '../domain/languages/language';
import { analyzeBriefing } from '../domain/matching/analyze-briefing';
import { createSnippet } from '../domain/matching/create-snippet';
import { lookupKeys } from '../domain/matching/lookup-keys';
import { matchTopic } from '../domain/matching/match-topic';
import type { RecordedMatch } from '../domain/recorded-match';
import { createCompiledTopicCache } from './compiled-topic-cache';

export interface MatchBriefingDependencies {
  /** The topics indexed under any of the keys. */
  candidates: (
    keys: string[],
  ) => Promise<{ topicId: string; expression: string; language: TopicLanguage }[]>;
  aliases: () => Promise<Aliases>;
  recordMatch: (match: RecordedMatch) => Promise<unknown>;
  /** Queues each matched topic for fan-out to its followers. */
  queueFanOut: (topics: FanOutRequest[]) => Promise<void>;
  markMatched: (briefingId: string, edition: number) => Promise<void>;
  now: () => string;
}

export interface MatchOutcome {
  matches: number;
  /** Ids of stored topics whose expressions this version refuses: their followers get no emails. */
  unreadable: string[];
}

/**
 * A briefing may contain a word a thousand times. The first occurrences are enough to show why it
 * matched.
 */
const MAX_RECORDED_WORDS = 20;
/** Enough to be fast, few enough for one connection pool. */
const MAX_CONCURRENT_WRITES = 25;

/**
 * Finds the topics that a briefing matches. All matches are recorded before any topic is queued for
 * fan-out, so that an alert names all of them. A repeated run changes nothing that was recorded.
 */
export function matchBriefing(dependencies: MatchBriefingDependencies) {
  const compiled = createCompiledTopicCache();
  return async (briefing: Briefing & { edition: number }): Promise<MatchOutcome> => {
    const { briefingId, edition } = briefing;
    const analyzed = analyzeBriefing(briefing);
    const candidates = await dependencies.candidates(lookupKeys(analyzed));
    const aliases = await dependencies.aliases();
    const unreadable: string[] = [];
    const matches = candidates.flatMap((candidate) => {
      const { topicId } = candidate;
      const topic = compiled(candidate, aliases);
      if (topic === undefined) unreadable.push(topicId);
      const match = topic && matchTopic(topic, analyzed);
      return match ? [{ topicId, match }] : [];
    });

    for (let start = 0; start < matches.length; start += MAX_CONCURRENT_WRITES) {
      const group = matches.slice(start, start + MAX_CONCURRENT_WRITES);
      await Promise.all(
        group.map(({ topicId, match }) =>
          dependencies.recordMatch({
            topicId,
            briefingId,
            edition,
            matchedAt: dependencies.now(),
            words: match.words.slice(0, MAX_RECORDED_WORDS),
            snippet: createSnippet(match, analyzed),
          }),
        ),
      );
    }
    await dependencies.queueFanOut(
      matches.map(({ topicId }) => ({ topicId, briefingId, edition })),
    );
    await dependencies.markMatched(briefingId, edition);
    return { matches: matches.length, unreadable };
  };
}
