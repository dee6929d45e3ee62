import * as z from 'zod/mini';
import { MAX_ID_LENGTH } from '../../../domain/submission';
import { text, time } from './fields';

/** As many as `latestIds` can find without reading long: an index query per day. */
export const MAX_LISTED_BRIEFINGS = 1_000;

export const LIMIT_EXPECTED = `Send a "limit" from 1 to ${MAX_LISTED_BRIEFINGS}.`;

export const publishReply = z.object({
  briefings: z.array(
    z.object({
      briefingId: z.string(),
      title: z.string(),
      outcome: z.enum(['published', 'updated', 'alerted', 'corrected', 'unchanged', 'scheduled']),
      /** When a scheduled briefing is published. */
      sendAt: z.optional(time),
    }),
  ),
  /** `index` is the place in the request's list, from 0. */
  refused: z.array(
    z.object({ index: z.number(), title: z.optional(z.string()), reason: z.string() }),
  ),
  /** A sentence for each refused briefing; present if one was refused. */
  error: z.optional(z.string()),
});

/** No briefing has any other id, and a longer one might not fit into a DynamoDB key. */
export const briefingId = (error: string) =>
  text(error).check(
    z.minLength(1, { error }),
    z.maxLength(MAX_ID_LENGTH, { error: '"briefingId" is not the id of a briefing.' }),
  );

export const listedBriefing = z.object({
  briefingId: z.string(),
  title: z.string(),
  url: z.optional(z.string()),
  source: z.optional(z.string()),
  tags: z.array(z.string()),
  language: z.string(),
  publishedAt: time,
  body: z.string(),
});

export const scheduledReply = z.object({
  /** In the order of their times. */
  briefings: z.array(z.object({ briefingId: z.string(), title: z.string(), sendAt: time })),
});
