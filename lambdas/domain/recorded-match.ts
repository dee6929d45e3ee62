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
