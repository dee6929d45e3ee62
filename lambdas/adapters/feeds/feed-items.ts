import * as z from 'zod/mini';
import { FEED_STATUSES, type Feed } from '../../domain/feeds/feed';
import type { Item } from '../dynamodb';
import { shardOf } from '../shards';

/** The sort key of a feed's own item. Others of its partition: `entries`. */
export const FEED_ITEM = 'feed';
export const ENTRIES_ITEM = 'entries';

/** Partition keys of the `due` index, so that thousands of feeds have no hot partition. */
export const DUE_SHARDS = ['0', '1', '2', '3'] as const;

const text = z.exactOptional(z.string());
const number = z.exactOptional(z.number());

const storedFeed: z.ZodMiniType<Feed> = z.object({
  feedId: z.string(),
  url: z.string(),
  title: z.string(),
  tags: z.array(z.string()),
  source: text,
  categoriesAsTags: z.boolean(),
  sealedCredentials: text,
  addedAt: z.string(),
  dueAt: text,
  health: z.object({
    status: z.enum(FEED_STATUSES),
    lastPolledAt: text,
    lastSuccessAt: text,
    failures: z.number(),
    error: text,
    entriesPerWeek: number,
    isReported: z.boolean(),
  }),
  validators: z.object({ etag: text, lastModified: text, bodyHash: text }),
  rhythm: z.object({
    entryTimes: z.array(z.number()),
    ttlMinutes: number,
    skipHours: z.exactOptional(z.array(z.number())),
    skipDays: z.exactOptional(z.array(z.string())),
  }),
});

/** The item of a feed. Without `dueAt` it is not in the index of due feeds. */
export function toFeedItem(feed: Feed): Item {
  const isDue = feed.dueAt !== undefined;
  return {
    ...feed,
    item: FEED_ITEM,
    ...(isDue ? { dueShard: shardOf(feed.feedId, DUE_SHARDS) } : {}),
  };
}

/** @throws ZodError if the item is not a feed. */
export function toFeed(item: Item): Feed {
  return storedFeed.parse(item);
}
