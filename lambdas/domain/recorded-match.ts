import type { MatchedWord } from './matching/match-topic';
import type { Snippet } from './snippet';

/** A briefing matches a topic, with the words that made it match. */
export interface RecordedMatch {
  topicId: string;
  briefingId: string;
  edition: number;
  /** ISO 8601. */
  matchedAt: string;
  /** The words as the briefing writes them, with their positions. */
  words: MatchedWord[];
  snippet: Snippet;
}

/** A match that is to be recorded. Its time is set when it is written. */
export type NewMatch = Omit<RecordedMatch, 'matchedAt'>;

/** What happened when a match was to be recorded. `matchedAt` (ISO 8601) is the time that is stored. */
export type RecordOutcome =
  | { outcome: 'recorded' | 'already-recorded'; matchedAt: string }
  /** A newer edition of the briefing has matched the topic meanwhile. */
  | { outcome: 'superseded' };
