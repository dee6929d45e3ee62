import { createHash } from 'node:crypto';
import type { Briefing } from '../domain/briefing';
import type { Aliases } from '../domain/expressions/aliases';
import type { FanOutRequest, NewFanOut } from '../domain/fan-out-request';
import { type AnalyzedBriefing, analyzeBriefing } from '../domain/matching/analyze-briefing';
import { createSnippet } from '../domain/matching/create-snippet';
import { lookupKeys } from '../domain/matching/lookup-keys';
import { matchTopic } from '../domain/matching/match-topic';
import type { NewMatch, RecordOutcome } from '../domain/recorded-match';
import type { PagePosition, TopicCandidate } from '../domain/topic';
import { createCompiledTopicCache } from './compiled-topic-cache';

/** How far the matching of a briefing has come. */
export interface MatchProgress {
  /** All matches up to this page of the index are recorded and listed for fan-out. */
  position: PagePosition;
  /** A hash of the briefing's keys. If its text has changed meanwhile, matching starts again. */
  lookupHash: string;
  /** The number that the next part of the fan-out gets. Part 0 is stored last. */
  fanOuts: number;
}

export interface MatchBriefingDependencies {
  /** The topics indexed under any of the keys, in parts, after a position. */
  candidatePages: (
    keys: string[],
    startAfter?: PagePosition,
  ) => AsyncIterable<{ candidates: TopicCandidate[]; position: PagePosition }>;
  aliases: () => Promise<Aliases>;
  recordMatch: (match: NewMatch) => Promise<RecordOutcome>;
  progress: {
    find: (briefingId: string, edition: number) => Promise<MatchProgress | undefined>;
    /** False if a newer edition is being matched already. */
    save: (
      briefingId: string,
      edition: number,
      progress: MatchProgress,
      now: string,
    ) => Promise<boolean>;
  };
  /** The matched topics, stored for fan-out in parts. */
  fanOuts: {
    /** How many parts there are; undefined if the edition is not matched completely. */
    count: (briefingId: string, edition: number) => Promise<number | undefined>;
    /** Stores a part at the number or, if it is taken, a higher one, which it returns. */
    add: (part: NewFanOut, index: number, now: string) => Promise<number>;
    /** Stores part 0, which says that there are `parts` and no more. Returns the number of parts. */
    complete: (part: NewFanOut, parts: number, now: string) => Promise<number>;
  };
  queueFanOut: (requests: FanOutRequest[]) => Promise<void>;
  markMatched: (briefingId: string, edition: number) => Promise<void>;
  /** Makes another run continue with the briefing. */
  continueLater: (briefingId: string, now: string) => Promise<void>;
  now: () => string;
  /** How many matches may have to be found again after a crash. @default 1000 */
  matchesPerSave?: number;
}

export type MatchOutcome =
  | {
      outcome: 'matched';
      /** How many topics this run found. */
      matches: number;
      /** Ids of stored topics whose expressions this version refuses: their followers get no emails. */
      unreadable: string[];
    }
  /** There was not enough time left: another run does the rest. */
  | { outcome: 'continues'; matches: number; unreadable: string[] }
  /** An earlier run has recorded everything. */
  | { outcome: 'already-matched' }
  /** A newer edition is being matched, and its alerts replace those of this one. */
  | { outcome: 'superseded' };

/**
 * A briefing may contain a word a thousand times. The first occurrences are enough to show why it
 * matched.
 */
const MAX_RECORDED_WORDS = 20;
/** Enough to be fast, few enough for one connection pool. */
const MAX_CONCURRENT_WRITES = 25;
/** One part of the candidates takes seconds; a run with less time (ms) left leaves the rest to another. */
const MIN_TIME_LEFT_MS = 60_000;
/** A part of the fan-out is stored as one item and handled in one run, so it must not be too large. */
const MAX_TOPICS_PER_FAN_OUT = 100;
const DEFAULT_MATCHES_PER_SAVE = 1_000;

/**
 * Finds the topics that a briefing matches. All matches are recorded and listed for fan-out before any
 * fan-out is queued, so that an alert names all of them. The candidates are read and checked page by
 * page. A run that is interrupted is continued where its progress was saved last. A repeated run changes
 * nothing that was recorded.
 */
export function matchBriefing(dependencies: MatchBriefingDependencies) {
  const { now, fanOuts, matchesPerSave = DEFAULT_MATCHES_PER_SAVE } = dependencies;
  const compiled = createCompiledTopicCache();

  return async (
    briefing: Briefing & { edition: number },
    timeLeftMs: () => number,
  ): Promise<MatchOutcome> => {
    const { briefingId, edition } = briefing;
    const [parts, saved] = await Promise.all([
      fanOuts.count(briefingId, edition),
      dependencies.progress.find(briefingId, edition),
    ]);
    if (parts !== undefined) {
      await announce(briefingId, edition, parts);
      return { outcome: 'already-matched' };
    }

    const analyzed = analyzeBriefing(briefing);
    const keys = lookupKeys(analyzed);
    const lookupHash = hashOf(keys);
    const startAfter = saved?.lookupHash === lookupHash ? saved.position : undefined;
    const aliases = await dependencies.aliases();
    const matched = new MatchedTopics({ briefingId, edition }, fanOuts, now, saved?.fanOuts);
    const unreadable = new Set<string>();
    let savedMatches = 0;

    for await (const page of dependencies.candidatePages(keys, startAfter)) {
      const matches = matched.withoutKnown(page.candidates).flatMap((candidate) => {
        const topic = compiled(candidate, aliases);
        if (topic === undefined) unreadable.add(candidate.topicId);
        const match = topic && matchTopic(topic, analyzed);
        return match ? [{ topicId: candidate.topicId, match }] : [];
      });
      await recordAll(matches, analyzed, briefing, matched);

      const isTimeUp = timeLeftMs() < MIN_TIME_LEFT_MS;
      if (!isTimeUp && matched.count - savedMatches < matchesPerSave) continue;
      const progress = { position: page.position, lookupHash, fanOuts: await matched.storeAll() };
      savedMatches = matched.count;
      const isSaved = await dependencies.progress.save(briefingId, edition, progress, now());
      if (!isSaved) return { outcome: 'superseded' };
      if (!isTimeUp) continue;
      await dependencies.continueLater(briefingId, now());
      return { outcome: 'continues', matches: matched.count, unreadable: [...unreadable] };
    }

    await announce(briefingId, edition, await matched.complete());
    return { outcome: 'matched', matches: matched.count, unreadable: [...unreadable] };
  };

  async function recordAll(
    matches: { topicId: string; match: NonNullable<ReturnType<typeof matchTopic>> }[],
    analyzed: AnalyzedBriefing,
    { briefingId, edition }: { briefingId: string; edition: number },
    matched: MatchedTopics,
  ): Promise<void> {
    for (let start = 0; start < matches.length; start += MAX_CONCURRENT_WRITES) {
      const group = matches.slice(start, start + MAX_CONCURRENT_WRITES);
      const recorded = await Promise.all(
        group.map(async ({ topicId, match }) => {
          const outcome = await dependencies.recordMatch({
            topicId,
            briefingId,
            edition,
            words: match.words.slice(0, MAX_RECORDED_WORDS),
            snippet: createSnippet(match, analyzed),
          });
          return { topicId, outcome };
        }),
      );
      for (const { topicId, outcome } of recorded) await matched.add(topicId, outcome);
    }
  }

  /** Queues all parts, also those that an earlier run stored. Queueing a part twice is harmless. */
  async function announce(briefingId: string, edition: number, parts: number): Promise<void> {
    const indexes = Array.from({ length: parts }, (_, index) => index);
    await dependencies.queueFanOut(
      indexes.map((index) => ({ kind: 'fan-out', briefingId, edition, index, pass: 1 })),
    );
    await dependencies.markMatched(briefingId, edition);
  }
}

/** The topics that a run has matched. Stores them for fan-out in parts, the last one as part 0. */
class MatchedTopics {
  count = 0;
  private readonly known = new Set<string>();
  private waiting: { topicId: string; matchedAt: string }[] = [];

  constructor(
    private readonly briefing: { briefingId: string; edition: number },
    private readonly fanOuts: MatchBriefingDependencies['fanOuts'],
    private readonly now: () => string,
    /** The number of the next part. */
    private next = 1,
  ) {}

  /** A topic with several anchors is a candidate several times. */
  withoutKnown(candidates: TopicCandidate[]): TopicCandidate[] {
    const unknown = new Map<string, TopicCandidate>();
    for (const candidate of candidates) {
      if (!this.known.has(candidate.topicId)) unknown.set(candidate.topicId, candidate);
    }
    return [...unknown.values()];
  }

  async add(topicId: string, recorded: RecordOutcome): Promise<void> {
    this.known.add(topicId);
    if (recorded.outcome === 'superseded') return;
    this.count += 1;
    if (this.waiting.length === MAX_TOPICS_PER_FAN_OUT) await this.store();
    this.waiting.push({ topicId, matchedAt: recorded.matchedAt });
  }

  /** Returns the number of the next part. */
  async storeAll(): Promise<number> {
    if (this.waiting.length > 0) await this.store();
    return this.next;
  }

  /** Returns the number of parts: none if nothing matched. */
  async complete(): Promise<number> {
    if (this.waiting.length === 0 && this.next === 1) return 0;
    return this.fanOuts.complete(this.takeWaiting(), this.next, this.now());
  }

  private async store(): Promise<void> {
    this.next = (await this.fanOuts.add(this.takeWaiting(), this.next, this.now())) + 1;
  }

  private takeWaiting(): NewFanOut {
    const times = this.waiting.map(({ matchedAt }) => matchedAt).sort();
    const [firstMatchedAt = this.now()] = times;
    const topicIds = this.waiting.map(({ topicId }) => topicId);
    this.waiting = [];
    const matchedAt = times.at(-1) ?? firstMatchedAt;
    return { ...this.briefing, topicIds, firstMatchedAt, matchedAt };
  }
}

function hashOf(keys: string[]): string {
  return createHash('sha256')
    .update([...keys].sort().join('\n'))
    .digest('base64url');
}
