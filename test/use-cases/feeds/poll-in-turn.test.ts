import type { DueFeed } from '../../../lambdas/domain/feeds/poll-request';
import { OneAtATime } from '../../../lambdas/domain/one-at-a-time';
import { pollForOperator } from '../../../lambdas/use-cases/feeds/poll-for-operator';
import { pollDueFeed } from '../../../lambdas/use-cases/feeds/poll-in-turn';
import { aFeed } from '../../support/feeds';

const feed = aFeed();
const request: DueFeed = { feedId: feed.feedId, dueAt: String(feed.dueAt) };
const polled = { outcome: { status: 'not-modified', url: feed.url } } as const;

describe('a due feed', () => {
  let turns: Set<string>;
  let later: DueFeed[];
  let polls: number;
  let hosts: OneAtATime;
  beforeEach(() => {
    turns = new Set();
    later = [];
    polls = 0;
    hosts = new OneAtATime();
  });

  const turnDependencies = {
    takeTurn: async (host: string) => {
      if (turns.has(host)) return false;
      turns.add(host);
      return true;
    },
    endTurn: async (host: string) => {
      turns.delete(host);
    },
    newId: () => 'owner',
  };
  const run = (found: typeof feed | undefined, { crash = false, timeLeftMs = 60_000 } = {}) =>
    pollDueFeed({
      ...turnDependencies,
      findFeed: async () => found,
      pollFeed: async () => {
        polls += 1;
        if (crash) throw new Error('crash');
        return polled;
      },
      pollLater: async (again) => {
        later.push(again);
      },
      hosts,
    })(request, () => timeLeftMs);

  it('is polled, and frees its server', async () => {
    expect(await run(feed)).toEqual({ outcome: 'polled', polled });
    expect(turns.size).toBe(0);
  });

  it('frees its server when the poll crashes', async () => {
    await expect(run(feed, { crash: true })).rejects.toThrow('crash');
    expect(turns.size).toBe(0);
  });

  it.each([
    ['was removed', undefined],
    ['was polled since', aFeed({ dueAt: '2026-12-01T09:00:00.000Z' })],
  ])('is not polled when it %s', async (_, found) => {
    expect(await run(found)).toEqual({ outcome: 'not-due' });
    expect(polls).toBe(0);
  });

  it('waits while another feed of its server is polled', async () => {
    turns.add('news.test');
    expect(await run(feed)).toEqual({ outcome: 'host-busy' });
    expect(later).toEqual([request]);
    expect(polls).toBe(0);
  });

  it('waits in this process for others of its server, instead of the queue', async () => {
    const results = await Promise.all([run(feed), run(feed), run(feed)]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['polled', 'polled', 'polled']);
    expect(later).toEqual([]);
  });

  it('goes back to the queue when there is no time left for its request', async () => {
    expect(await run(feed, { timeLeftMs: 24_999 })).toEqual({ outcome: 'host-busy' });
    expect(later).toEqual([request]);
    expect(polls).toBe(0);
  });

  describe('that an operator polls', () => {
    const pollNow = (found: typeof feed | undefined, waitForTurn = async () => {}) =>
      pollForOperator({
        ...turnDependencies,
        findFeed: async () => found,
        pollFeed: async () => {
          polls += 1;
          return polled;
        },
        waitForTurn,
      })(feed.feedId);

    it('is polled at once, due or not', async () => {
      expect(await pollNow(aFeed({ dueAt: '2099-01-01T00:00:00.000Z' }))).toEqual(polled.outcome);
    });

    it('waits for its turn', async () => {
      turns.add('news.test');
      const free = async () => {
        turns.clear();
      };
      expect(await pollNow(feed, free)).toEqual(polled.outcome);
    });

    it('fails with advice when its server stays busy', async () => {
      turns.add('news.test');
      expect(await pollNow(feed)).toMatchObject({
        status: 'failed',
        error: expect.stringContaining('Try again'),
      });
    });

    it('is not asked for again when it is gone for good', async () => {
      const gone = aFeed({ health: { status: 'gone', failures: 0, isReported: false } });
      expect(await pollNow(gone)).toEqual({ status: 'gone', url: feed.url });
      expect(polls).toBe(0);
    });

    it('is unknown when it was removed', async () => {
      expect(await pollNow(undefined)).toEqual({ status: 'unknown' });
    });
  });
});
