import type { Briefing } from '../domain/briefing';
import type { Aliases } from '../domain/expressions/aliases';
import type { FanOutRequest } from '../domain/fan-out-request';
import type { TopicLanguage } from '../domain/languages/language';
import { analyzeBriefing } from '../domain/matching/analyze-briefing';
import { createSnippet } from '../domain/matching/create-snippet';
import { lookupKeys } from '../domain/matching/lookup-keys';
import { type MatchedWord, matchTopic } from '../domain/matching/match-topic';
import type { Snippet } from '../domain/snippet';
import { createCompiledTopicCache } from './compiled-topic-cache';

/** This briefing meets this topic, with the words that made it so. */
export interface RecordedMatch {
  topicId: string;
  briefingId: string;
  edition: number;
  /** ISO 8601. */
  matchedAt: string;
  /** The words as the briefing writes them, with their places. */
  words: MatchedWord[];
  snippet: Snippet;
}

export interface MatchBriefingDependencies {
  /** The topics that hang under one of the keys. */
  candidates: (
    keys: string[],
  ) => Promise<{ topicId: string; expression: string; language: TopicLanguage }[]>;
  aliases: () => Promise<Aliases>;
  recordMatch: (match: RecordedMatch) => Promise<unknown>;
  /** Puts each met topic into the alerts queue. */
  queueFanOut: (topics: FanOutRequest[]) => Promise<void>;
  markMatched: (briefingId: string, edition: number) => Promise<void>;
  now: () => string;
}

export interface MatchOutcome {
  matches: number;
  /** Ids of stored topics that can't be read any more: their followers hear nothing. */
  unreadable: string[];
}

/** A briefing may hold a word a thousand times; the first places tell why it matched. */
const MAX_RECORDED_WORDS = 20;
/** Writes under way at once: enough to be quick, few enough for one connection pool. */
const MAX_CONCURRENT_WRITES = 25;

/**
 * Finds the topics that a briefing meets. First every match is recorded, then the topics are
 * announced, so that whoever is told of one knows of all. May run twice: what was recorded stays.
 */
export function matchBriefing(deps: MatchBriefingDependencies) {
  const compiled = createCompiledTopicCache();
  return async (briefing: Briefing & { edition: number }): Promise<MatchOutcome> => {
    const { briefingId, edition } = briefing;
    const analyzed = analyzeBriefing(briefing);
    const candidates = await deps.candidates(lookupKeys(analyzed));
    const aliases = await deps.aliases();
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
          deps.recordMatch({
            topicId,
            briefingId,
            edition,
            matchedAt: deps.now(),
            words: match.words.slice(0, MAX_RECORDED_WORDS),
            snippet: createSnippet(match, analyzed),
          }),
        ),
      );
    }
    await deps.queueFanOut(matches.map(({ topicId }) => ({ topicId, briefingId, edition })));
    await deps.markMatched(briefingId, edition);
    return { matches: matches.length, unreadable };
  };
}
