import type { Feed } from '../../domain/feeds/feed';
import type { DueFeed } from '../../domain/feeds/poll-request';
import type { OneAtATime } from '../../domain/one-at-a-time';
import type { Polled } from './poll-feed';

export interface TurnDependencies {
  /** Takes the turn at a host. Returns false if somebody else has it. */
  takeTurn: (host: string, owner: string) => Promise<boolean>;
  endTurn: (host: string, owner: string) => Promise<void>;
  newId: () => string;
}

export interface PollDueFeedDependencies extends TurnDependencies {
  findFeed: (feedId: string) => Promise<Feed | undefined>;
  pollFeed: (feed: Feed) => Promise<Polled>;
  /** Requests the poll again in a while, when the host may be free. */
  pollLater: (request: DueFeed) => Promise<void>;
  /** Runs the polls of a host one after another, as far as they are in this process. */
  hosts: OneAtATime;
}

/** A request takes up to 15 seconds, and its entries must be stored. */
const MIN_TIME_LEFT_MS = 25_000;

export type PolledDueFeed =
  | ({ outcome: 'polled' } & { polled: Polled })
  /** It was removed, or polled since. */
  | { outcome: 'not-due' }
  | { outcome: 'host-busy' };

/**
 * Polls a due feed. Other feeds of its host that this process polls come first; while another process
 * polls one, or no time is left, it is polled later.
 */
export function pollDueFeed(dependencies: PollDueFeedDependencies) {
  const { findFeed, pollFeed, pollLater, hosts } = dependencies;
  return async (request: DueFeed, timeLeftMs: () => number): Promise<PolledDueFeed> => {
    const feed = await findFeed(request.feedId);
    if (feed?.dueAt !== request.dueAt) return { outcome: 'not-due' };
    const polled = await hosts.run(new URL(feed.url).host, async () =>
      timeLeftMs() < MIN_TIME_LEFT_MS ? undefined : inTurn(feed, pollFeed, dependencies),
    );
    if (polled !== undefined) return { outcome: 'polled', polled };
    await pollLater(request);
    return { outcome: 'host-busy' };
  };
}

/** Polls the feed when it is its turn. Undefined if another feed of the host is being polled. */
export async function inTurn(
  feed: Feed,
  pollFeed: (feed: Feed) => Promise<Polled>,
  { takeTurn, endTurn, newId }: TurnDependencies,
): Promise<Polled | undefined> {
  const { host } = new URL(feed.url);
  const owner = newId();
  if (!(await takeTurn(host, owner))) return undefined;
  try {
    return await pollFeed(feed);
  } finally {
    await endTurn(host, owner);
  }
}
