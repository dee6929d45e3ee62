import type { Feed, FeedSettings } from '../../domain/feeds/feed';
import { type FeedCredentials, feedIdOf, readFeedAddress } from '../../domain/feeds/feed-address';
import type { FeedDocument } from '../../domain/feeds/feed-document';
import { type FeedAnswer, GONE_REASON } from '../../domain/feeds/poll-outcome';
import { MAX_TITLE_LENGTH } from '../../domain/submission';

export interface AddFeedDependencies {
  findFeed: (feedId: string) => Promise<Feed | undefined>;
  requestFeed: (feed: Feed) => Promise<FeedAnswer>;
  readFeed: (
    bytes: Uint8Array,
    where: { contentType?: string; url: string },
  ) =>
    | { outcome: 'read'; document: FeedDocument }
    | { outcome: 'not-a-feed'; reason: string; autodiscovered: string[] };
  seal: (credentials: FeedCredentials, feedId: string) => Promise<string>;
  /** Returns false if the feed has changed since `before`. */
  saveFeed: (feed: Feed, before: Feed | undefined) => Promise<boolean>;
  now: () => string;
}

export type AddedFeed =
  | {
      outcome: 'added' | 'changed';
      feed: Feed;
      /** Why it can't be read yet. */
      warning?: string;
    }
  | { outcome: 'refused'; reason: string };

/** The first poll comes with the schedule, or when the operator asks for it. */
const FIRST_POLL_AFTER_MS = 60_000;

/**
 * Adds a feed, or changes the settings of one that was added before. The address of a page is replaced
 * by that of the feed it names. A server that fails just now is tried again by the polls; an address
 * that holds no feed is refused.
 */
export function addFeed(dependencies: AddFeedDependencies) {
  return async (address: string, settings: FeedSettings): Promise<AddedFeed> => {
    const read = readFeedAddress(address);
    if (read.outcome === 'refused') return read;
    const found = await lookUp(await newFeed(read, settings, dependencies), dependencies);
    if (found.outcome === 'feed') return save(found.feed, found.warning, dependencies);
    if (found.outcome === 'refused') return found;
    const named = readFeedAddress(found.url);
    if (named.outcome === 'refused') return named;
    // The page and its feed are usually on the same server; others get no password of it.
    const isSameOrigin = new URL(named.url).origin === new URL(read.url).origin;
    const { credentials } = isSameOrigin ? read : {};
    const ofPage = { ...named, ...(credentials === undefined ? {} : { credentials }) };
    const second = await lookUp(await newFeed(ofPage, settings, dependencies), dependencies);
    if (second.outcome === 'feed') return save(second.feed, second.warning, dependencies);
    return { outcome: 'refused', reason: NO_FEED };
  };
}

const NO_FEED = 'The page names a feed, but there is none at its address.';

type FoundFeed =
  | { outcome: 'feed'; feed: Feed; warning?: string }
  /** The page is no feed, but names one. */
  | { outcome: 'page'; url: string }
  | { outcome: 'refused'; reason: string };

async function lookUp(
  feed: Feed,
  { requestFeed, readFeed }: AddFeedDependencies,
): Promise<FoundFeed> {
  const answer = await requestFeed(feed);
  switch (answer.outcome) {
    case 'fetched': {
      const read = readFeed(answer.bytes, answer);
      if (read.outcome === 'read') {
        return {
          outcome: 'feed',
          feed: { ...feed, title: read.document.title.slice(0, MAX_TITLE_LENGTH) },
        };
      }
      const [url] = read.autodiscovered;
      return url === undefined
        ? { outcome: 'refused', reason: read.reason }
        : { outcome: 'page', url };
    }
    case 'gone':
      return { outcome: 'refused', reason: GONE_REASON };
    case 'refused':
      return answer;
    case 'failed':
      return { outcome: 'feed', feed, warning: answer.reason };
    // Nothing was asked for conditionally.
    case 'not-modified':
      return { outcome: 'feed', feed };
    default:
      return answer satisfies never;
  }
}

async function newFeed(
  { url, credentials }: { url: string; credentials?: FeedCredentials },
  settings: FeedSettings,
  { seal, findFeed, now }: AddFeedDependencies,
): Promise<Feed> {
  const feedId = feedIdOf(url);
  const addedAt = now();
  const sealedCredentials =
    credentials === undefined
      ? // The list shows addresses without credentials: one that is added again keeps its own.
        (await findFeed(feedId))?.sealedCredentials
      : await seal(credentials, feedId);
  return {
    feedId,
    url,
    title: '',
    ...settings,
    ...(sealedCredentials === undefined ? {} : { sealedCredentials }),
    addedAt,
    dueAt: new Date(Date.parse(addedAt) + FIRST_POLL_AFTER_MS).toISOString(),
    health: { status: 'new', failures: 0, isReported: false },
    validators: {},
    rhythm: { entryTimes: [] },
  };
}

/** What was known of the feed stays, but it is polled again soon, with its new settings. */
async function save(
  feed: Feed,
  warning: string | undefined,
  dependencies: AddFeedDependencies,
): Promise<AddedFeed> {
  const before = await dependencies.findFeed(feed.feedId);
  const { addedAt, health, rhythm } = before ?? feed;
  const saved = {
    ...feed,
    title: feed.title || (before?.title ?? ''),
    addedAt,
    // A feed that was gone is there again.
    health: health.status === 'gone' ? feed.health : health,
    rhythm,
  };
  if (!(await dependencies.saveFeed(saved, before))) return save(feed, warning, dependencies);
  return {
    outcome: before === undefined ? 'added' : 'changed',
    feed: saved,
    ...(warning === undefined ? {} : { warning }),
  };
}
