import * as z from 'zod';
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
      outcome: z.enum(['published', 'updated', 'alerted', 'unchanged']),
    }),
  ),
  /** `index` is the place in the request's list, from 0. */
  refused: z.array(
    z.object({ index: z.number(), title: z.string().optional(), reason: z.string() }),
  ),
  /** A sentence for each refused briefing; present if one was refused. */
  error: z.string().optional(),
});

/** Any other id is no briefing's, and might be too long for a key of DynamoDB. */
export const briefingId = (error: string) =>
  text(error)
    .min(1, { error })
    .max(MAX_ID_LENGTH, { error: '"briefingId" is not the id of a briefing.' });

export const listedBriefing = z.object({
  briefingId: z.string(),
  title: z.string(),
  url: z.string().optional(),
  source: z.string().optional(),
  tags: z.array(z.string()),
  language: z.string(),
  publishedAt: time,
  body: z.string(),
});
