import type { FeedEntry } from '../../domain/feeds/feed-document';

const MAX_ENTRIES = 1000;

type Times = Pick<FeedEntry, 'publishedAt' | 'updatedAt'>;

/** The newest 1,000 in their order; of those without a date, the first ones. */
export function newestEntries<Item>(items: Item[], timesOf: (item: Item) => Times): Item[] {
  if (items.length <= MAX_ENTRIES) return items;
  const newest = items
    .map((item, index) => {
      const { publishedAt, updatedAt } = timesOf(item);
      return { item, index, time: publishedAt ?? updatedAt ?? Number.NEGATIVE_INFINITY };
    })
    .sort((a, b) => (a.time === b.time ? a.index - b.index : b.time - a.time))
    .slice(0, MAX_ENTRIES);
  return newest.sort((a, b) => a.index - b.index).map(({ item }) => item);
}
