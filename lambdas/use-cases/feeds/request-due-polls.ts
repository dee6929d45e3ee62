import type { DueFeed } from '../../domain/feeds/poll-request';

export interface RequestDuePollsDependencies {
  /** The feeds that became due between two times (ISO 8601), up to `limit` per shard. */
  dueFeeds: (from: string, until: string, limit: number) => Promise<DueFeed[]>;
  sendRequests: (requests: DueFeed[]) => Promise<void>;
  now: () => string;
}

/** The schedule runs every minute. The windows of two runs overlap, because neither is exact. */
const WINDOW_MS = 90_000;

/** Every so many minutes, feeds are requested that are still due: a message or a run was lost. */
const SWEEP_MINUTES = 5;

/** What one run can send in its time, per shard. Those beyond it come with the next sweep. */
const MAX_REQUESTS_PER_SHARD = 5_000;

/**
 * Requests the polls that became due since the last run, a message for each feed. Requesting one again
 * is harmless: a poll moves the time at which the feed is due, and a message with the old time does nothing.
 */
export function requestDuePolls({ dueFeeds, sendRequests, now }: RequestDuePollsDependencies) {
  return async (): Promise<{ feeds: number; overdue: boolean }> => {
    const until = now();
    const overdue = new Date(until).getUTCMinutes() % SWEEP_MINUTES === 0;
    const from = overdue ? '' : new Date(Date.parse(until) - WINDOW_MS).toISOString();
    const due = await dueFeeds(from, until, MAX_REQUESTS_PER_SHARD);
    await sendRequests(due);
    return { feeds: due.length, overdue };
  };
}
