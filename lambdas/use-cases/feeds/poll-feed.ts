import type { Feed, FeedHealth } from '../../domain/feeds/feed';
import type { FeedDocument } from '../../domain/feeds/feed-document';
import {
  type FeedAnswer,
  GONE_REASON,
  type PolledEntries,
  type PollOutcome,
} from '../../domain/feeds/poll-outcome';
import {
  entriesPerWeekOf,
  isDaily,
  nextPollAt,
  nextRetryAt,
  rhythmOf,
} from '../../domain/feeds/poll-schedule';
import { MAX_TITLE_LENGTH } from '../../domain/submission';

export interface PollFeedDependencies {
  /** Asks the server for the feed, or whether it has changed. */
  requestFeed: (feed: Feed) => Promise<FeedAnswer>;
  readFeed: (
    bytes: Uint8Array,
    where: { contentType?: string; url: string },
  ) => { outcome: 'read'; document: FeedDocument } | { outcome: 'not-a-feed'; reason: string };
  hashOf: (bytes: Uint8Array) => string;
  /** Stores the entries that are new or have changed. */
  publishEntries: (
    feed: Feed,
    document: FeedDocument,
  ) => Promise<Pick<PolledEntries, 'new' | 'updated' | 'refused'>>;
  /** Stores what the poll changed, unless the feed was removed or polled meanwhile. */
  saveFeed: (polled: Feed, before: Feed) => Promise<void>;
  /** ISO 8601. */
  now: () => string;
  /** From 0 to 1. */
  random: () => number;
}

/** What came of a poll. */
export interface Polled {
  outcome: PollOutcome;
  /** Why the operator is to be told, once for each time that the feed begins to fail. */
  alarm?: FeedAlarm;
}

/** It has failed several times in a row, or has failed for a day although it used to have entries daily. */
export type FeedAlarm = 'failing' | 'stopped';

/** By then it has failed for more than two hours. */
const FAILURES_BEFORE_ALARM = 5;

const DAY_MS = 24 * 3600_000;

/**
 * Polls a feed: asks for it, publishes the entries that are new, and plans the next poll. The entries
 * are published before the feed is saved, so that a crash between the two polls it again, which changes
 * nothing.
 */
export function pollFeed(dependencies: PollFeedDependencies) {
  return async (feed: Feed): Promise<Polled> => {
    const answer = await dependencies.requestFeed(feed);
    switch (answer.outcome) {
      case 'fetched':
        return readAndPublish(feed, answer, dependencies);
      case 'not-modified':
        return saveUnchanged(feed, answer, dependencies);
      case 'gone':
        return saveGone(feed, dependencies);
      case 'refused':
      case 'failed':
        return saveFailure(feed, answer, dependencies);
      default:
        return answer satisfies never;
    }
  };
}

type Fetched = Extract<FeedAnswer, { outcome: 'fetched' }>;
type Success = Pick<Fetched, 'maxAgeSeconds' | 'movedPermanentlyTo'>;

async function readAndPublish(
  feed: Feed,
  answer: Fetched,
  dependencies: PollFeedDependencies,
): Promise<Polled> {
  const bodyHash = dependencies.hashOf(answer.bytes);
  const { etag, lastModified } = answer;
  const validators = {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
    bodyHash,
  };
  // The server does not know conditional requests, but nothing has changed.
  if (feed.validators.bodyHash === bodyHash && feed.health.status !== 'new') {
    const saved = afterSuccess({ ...feed, validators }, { status: 'ok', answer }, dependencies);
    await dependencies.saveFeed(saved, feed);
    return {
      outcome: { status: 'ok', url: feed.url, new: 0, updated: 0, refused: 0 },
    };
  }
  const read = dependencies.readFeed(answer.bytes, answer);
  if (read.outcome === 'not-a-feed') return saveFailure(feed, read, dependencies);
  const { document } = read;
  const found = { ...feed, title: document.title.slice(0, MAX_TITLE_LENGTH) || feed.title };
  const published = await dependencies.publishEntries(found, document);
  const rhythm = rhythmOf(document);
  await dependencies.saveFeed(
    afterSuccess({ ...found, rhythm, validators }, { status: 'ok', answer }, dependencies),
    feed,
  );
  return { outcome: { status: 'ok', url: feed.url, ...published } };
}

async function saveUnchanged(
  feed: Feed,
  answer: Success,
  dependencies: PollFeedDependencies,
): Promise<Polled> {
  const polled = afterSuccess(feed, { status: 'not-modified', answer }, dependencies);
  await dependencies.saveFeed(polled, feed);
  return { outcome: { status: 'not-modified', url: feed.url } };
}

/** The server says that the feed will never come back: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11 */
async function saveGone(feed: Feed, { saveFeed, now }: PollFeedDependencies): Promise<Polled> {
  const { dueAt: _never, ...rest } = feed;
  const health = {
    ...feed.health,
    status: 'gone',
    lastPolledAt: now(),
    error: GONE_REASON,
  } as const;
  await saveFeed({ ...rest, health }, feed);
  return { outcome: { status: 'gone', url: feed.url } };
}

async function saveFailure(
  feed: Feed,
  { reason, retryAfterSeconds }: { reason: string; retryAfterSeconds?: number },
  { saveFeed, now, random }: PollFeedDependencies,
): Promise<Polled> {
  const at = now();
  const failures = feed.health.failures + 1;
  const retryAt = nextRetryAt(failures, {
    now: Date.parse(at),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    jitter: random(),
  });
  const alarm = alarmOf(feed, failures, at);
  const health: FeedHealth = {
    ...feed.health,
    status: 'failed',
    lastPolledAt: at,
    failures,
    error: reason,
    isReported: feed.health.isReported || alarm === 'stopped',
  };
  await saveFeed({ ...feed, dueAt: new Date(retryAt).toISOString(), health }, feed);
  return {
    outcome: { status: 'failed', url: feed.url, error: reason },
    ...(alarm === undefined ? {} : { alarm }),
  };
}

function alarmOf(feed: Feed, failures: number, now: string): FeedAlarm | undefined {
  if (hasStopped(feed, now) && !feed.health.isReported) return 'stopped';
  return failures === FAILURES_BEFORE_ALARM ? 'failing' : undefined;
}

/** Whether it had entries daily, and has failed for a day. */
function hasStopped({ health, addedAt }: Feed, now: string): boolean {
  const lastSuccess = Date.parse(health.lastSuccessAt ?? addedAt);
  return isDaily(health.entriesPerWeek) && Date.parse(now) - lastSuccess >= DAY_MS;
}

/** The feed after a poll that found it, or found it unchanged. */
function afterSuccess(
  feed: Feed,
  { status, answer }: { status: 'ok' | 'not-modified'; answer: Success },
  { now, random }: PollFeedDependencies,
): Feed {
  const at = now();
  const { maxAgeSeconds, movedPermanentlyTo } = answer;
  const dueAt = nextPollAt(feed.rhythm, {
    now: Date.parse(at),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
    jitter: random(),
  });
  const entriesPerWeek = entriesPerWeekOf(feed.rhythm.entryTimes, Date.parse(at));
  return {
    ...feed,
    url: urlAfter(feed, movedPermanentlyTo),
    dueAt: new Date(dueAt).toISOString(),
    health: {
      status,
      lastPolledAt: at,
      lastSuccessAt: at,
      failures: 0,
      isReported: false,
      ...(entriesPerWeek === undefined ? {} : { entriesPerWeek }),
    },
  };
}

/**
 * Where the feed is polled next. A feed with credentials keeps its address when it moves to another
 * server: they are sent to the origin of the address, and another server must not get them.
 */
function urlAfter({ url, sealedCredentials }: Feed, movedTo: string | undefined): string {
  if (movedTo === undefined) return url;
  const isSameOrigin = new URL(movedTo).origin === new URL(url).origin;
  return sealedCredentials === undefined || isSameOrigin ? movedTo : url;
}
