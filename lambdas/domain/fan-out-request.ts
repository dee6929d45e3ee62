import * as z from 'zod/mini';

/**
 * The followers of a topic are read three times, because their index is eventually consistent, and
 * because a message may be lost:
 * 1. everyone who follows it at once;
 * 2. two minutes later, those who followed it shortly before the match or have changed their frequency
 *    since;
 * 3. when the alerts have been sent, everyone again who has no delivery in the ledger.
 */
export const FAN_OUT_PASSES = [1, 2, 3] as const;
export type FanOutPass = (typeof FAN_OUT_PASSES)[number];

/** A part of the topics that a briefing matched, as queued. Their followers get an alert. */
export const fanOutRequestSchema = z.object({
  kind: z.literal('fan-out'),
  briefingId: z.string(),
  edition: z.int(),
  /** The number of the part, from 0. */
  index: z.int(),
  /** The pass that is to run. If it is missing, whichever is due: `recover` does not know. */
  pass: z.exactOptional(z.literal(FAN_OUT_PASSES)),
});
export type FanOutRequest = z.output<typeof fanOutRequestSchema>;

/** A part of the topics that an edition of a briefing matched. */
export interface NewFanOut {
  briefingId: string;
  edition: number;
  topicIds: string[];
  /** ISO 8601: when the first and the last of these matches were made. */
  firstMatchedAt: string;
  matchedAt: string;
  /**
   * The edition that this one corrects, if it is a correction. It has no topics: it goes to those who got that
   * edition, and `matchedAt` is when it was stored.
   */
  corrects?: number;
}

/** How far a pass has come: the next query, and the last follower that it has returned. */
export interface FanOutCursor {
  query: number;
  after?: string;
}

/** A part as stored, until all passes are finished. */
export interface FanOut extends NewFanOut {
  index: number;
  pass: FanOutPass;
  /** ISO 8601: when the pass may start. */
  dueAt: string;
  /** Where the pass continues; missing at its start. */
  cursor?: FanOutCursor;
}
