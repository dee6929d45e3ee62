import * as z from 'zod/mini';
import { FEED_STATUSES } from '../../../domain/feeds/feed';
import { MAX_SOURCE_LENGTH, MAX_TAG_LENGTH, MAX_TAGS } from '../../../domain/submission';
import { text, time } from './fields';

const ADD_EXPECTED =
  'Send the "url" of a feed, and if you like "tags", a "source", and "categoriesAsTags": {"url": "https://example.org/feed", "tags": ["news"]}.';
const FEED_EXPECTED = 'Send the "id" of a feed, such as {"id": "…"}.';

const tag = text(ADD_EXPECTED).check(
  z.maxLength(MAX_TAG_LENGTH, `A tag has at most ${MAX_TAG_LENGTH} characters.`),
);

export const addFeedRequest = z.object(
  {
    url: text(ADD_EXPECTED),
    tags: z._default(
      z
        .array(tag, { error: ADD_EXPECTED })
        .check(z.maxLength(MAX_TAGS, `Give at most ${MAX_TAGS} tags.`)),
      [],
    ),
    source: z.exactOptional(
      text(ADD_EXPECTED).check(
        z.maxLength(MAX_SOURCE_LENGTH, `A source has at most ${MAX_SOURCE_LENGTH} characters.`),
      ),
    ),
    categoriesAsTags: z._default(z.boolean({ error: ADD_EXPECTED }), false),
  },
  { error: ADD_EXPECTED },
);

/** The id of a feed: 22 characters of base64url. */
const feedId = text(FEED_EXPECTED).check(z.regex(/^[\w-]{22}$/, FEED_EXPECTED));

export const feedRequest = z.object({ id: feedId }, { error: FEED_EXPECTED });

/** A feed as operators see it: without its credentials. */
export const listedFeed = z.object({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  status: z.enum(FEED_STATUSES),
  tags: z.array(z.string()),
  source: z.exactOptional(z.string()),
  categoriesAsTags: z.boolean(),
  addedAt: time,
  lastPolledAt: z.exactOptional(time),
  lastSuccessAt: z.exactOptional(time),
  nextPollAt: z.exactOptional(time),
  /** Failed polls since the last one that did not fail. */
  failures: z.number(),
  error: z.exactOptional(z.string()),
  entriesPerWeek: z.exactOptional(z.number()),
});

export const addedFeedReply = z.object({
  outcome: z.enum(['added', 'changed']),
  feed: listedFeed,
  /** Why it can't be read yet. */
  warning: z.exactOptional(z.string()),
});

export const feedsReply = z.object({ feeds: z.array(listedFeed) });

export const polledReply = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ok'),
    url: z.string(),
    new: z.number(),
    updated: z.number(),
    refused: z.number(),
  }),
  z.object({ status: z.literal('not-modified'), url: z.string() }),
  z.object({ status: z.literal('gone'), url: z.string() }),
  z.object({ status: z.literal('failed'), url: z.string(), error: z.string() }),
]);

export const removedFeedReply = z.object({ outcome: z.literal('removed'), url: z.string() });
