import type { Feed } from '../../domain/feeds/feed';
import { json, refuse } from '../json-reply';
import type { FeedDependencies } from '../wiring/feeds';
import { type ApiReply, FEED_OPERATIONS, type FeedOperationPath } from './api';
import { type Operation, withRequest } from './operation';

type ListedFeed = ApiReply<'/api/feeds/list'>['feeds'][number];

const UNKNOWN_FEED = 'There is no such feed. See npx briefwire feeds list.';

/** The operations on feeds by path. */
export function feedRoutes(
  dependencies: FeedDependencies,
): Readonly<Record<FeedOperationPath, Operation>> {
  return {
    '/api/feeds/add': add(dependencies),
    '/api/feeds/list': list(dependencies),
    '/api/feeds/poll': poll(dependencies),
    '/api/feeds/remove': remove(dependencies),
  };
}

function add({ addFeed }: FeedDependencies): Operation {
  return withRequest(FEED_OPERATIONS['/api/feeds/add'].request, async ({ url, ...settings }) => {
    const added = await addFeed(url, settings);
    if (added.outcome === 'refused') return refuse(409, added.reason);
    return json(200, { ...added, feed: toListed(added.feed) } satisfies ApiReply<'/api/feeds/add'>);
  });
}

function list({ listFeeds }: FeedDependencies): Operation {
  return async () => {
    const feeds = await listFeeds();
    return json(200, { feeds: feeds.map(toListed) } satisfies ApiReply<'/api/feeds/list'>);
  };
}

function poll({ pollFeed }: FeedDependencies): Operation {
  return withRequest(FEED_OPERATIONS['/api/feeds/poll'].request, async ({ id }) => {
    const polled = await pollFeed(id);
    if (polled.status === 'unknown') return refuse(404, UNKNOWN_FEED);
    return json(200, polled satisfies ApiReply<'/api/feeds/poll'>);
  });
}

function remove({ findFeed, removeFeed }: FeedDependencies): Operation {
  return withRequest(FEED_OPERATIONS['/api/feeds/remove'].request, async ({ id }) => {
    const feed = await findFeed(id);
    if (feed === undefined) return refuse(404, UNKNOWN_FEED);
    await removeFeed(id);
    const removed = { outcome: 'removed', url: feed.url } as const;
    return json(200, removed satisfies ApiReply<'/api/feeds/remove'>);
  });
}

function toListed({ feedId, url, title, tags, source, ...feed }: Feed): ListedFeed {
  const { categoriesAsTags, addedAt, dueAt, health } = feed;
  const { isReported: _internal, ...shown } = health;
  return {
    id: feedId,
    url,
    title,
    tags,
    ...(source === undefined ? {} : { source }),
    categoriesAsTags,
    addedAt,
    ...(dueAt === undefined ? {} : { nextPollAt: dueAt }),
    ...shown,
  };
}
