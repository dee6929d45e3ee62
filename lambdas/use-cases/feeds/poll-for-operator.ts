import type { Feed } from '../../domain/feeds/feed';
import type { PollOutcome } from '../../domain/feeds/poll-outcome';
import type { Polled } from './poll-feed';
import { inTurn, type TurnDependencies } from './poll-in-turn';

export interface PollForOperatorDependencies extends TurnDependencies {
  findFeed: (feedId: string) => Promise<Feed | undefined>;
  pollFeed: (feed: Feed) => Promise<Polled>;
  /** Waits before the turn is tried again. */
  waitForTurn: () => Promise<void>;
}

export type PolledForOperator = PollOutcome | { status: 'unknown' };

/** The answer must be there before API Gateway's 30 seconds are over, with 15 for the request itself. */
const MAX_TURN_ATTEMPTS = 16;

/** Polls a feed now, due or not, and waits for its turn at the host. */
export function pollForOperator(dependencies: PollForOperatorDependencies) {
  return async (feedId: string): Promise<PolledForOperator> => {
    for (let attempt = 1; ; attempt += 1) {
      const feed = await dependencies.findFeed(feedId);
      if (feed === undefined) return { status: 'unknown' };
      if (feed.health.status === 'gone') return { status: 'gone', url: feed.url };
      const polled = await inTurn(feed, dependencies.pollFeed, dependencies);
      if (polled !== undefined) return polled.outcome;
      if (attempt === MAX_TURN_ATTEMPTS) {
        const error = 'Another feed of the same server is being polled. Try again in a minute.';
        return { status: 'failed', url: feed.url, error };
      }
      await dependencies.waitForTurn();
    }
  };
}
