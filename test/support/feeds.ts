import type { Feed } from '../../lambdas/domain/feeds/feed';
import type { FeedDocument, FeedEntry } from '../../lambdas/domain/feeds/feed-document';

/** A feed that was added and not polled yet. */
export function aFeed(fields: Partial<Feed> = {}): Feed {
  return {
    feedId: 'feed-1',
    url: 'https://news.test/feed',
    title: '',
    tags: [],
    categoriesAsTags: false,
    addedAt: '2026-12-01T08:00:00.000Z',
    dueAt: '2026-12-01T08:01:00.000Z',
    health: { status: 'new', failures: 0, isReported: false },
    validators: {},
    rhythm: { entryTimes: [] },
    ...fields,
  };
}

export function aFeedEntry(fields: Partial<FeedEntry> = {}): FeedEntry {
  return { title: 'A heron on the river', text: 'It stands still.', categories: [], ...fields };
}

export function aFeedDocument(...entries: FeedEntry[]): FeedDocument {
  return { title: 'River news', entries, truncated: false };
}
