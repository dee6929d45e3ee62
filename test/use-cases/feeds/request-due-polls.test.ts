import type { DueFeed } from '../../../lambdas/domain/feeds/poll-request';
import { requestDuePolls } from '../../../lambdas/use-cases/feeds/request-due-polls';

describe('requesting due polls', () => {
  const run = async (now: string, feeds: DueFeed[]) => {
    const requests: DueFeed[] = [];
    const result = await requestDuePolls({
      dueFeeds: async (from, until) => feeds.filter(({ dueAt }) => dueAt >= from && dueAt <= until),
      sendRequests: async (sent) => {
        requests.push(...sent);
      },
      now: () => now,
    })();
    expect(result.feeds).toBe(requests.length);
    return requests.map(({ feedId }) => feedId);
  };
  const feeds = [
    { feedId: 'lost', dueAt: '2026-12-02T11:00:00.000Z' },
    { feedId: 'due', dueAt: '2026-12-02T12:00:30.000Z' },
    { feedId: 'later', dueAt: '2026-12-02T12:30:00.000Z' },
  ];

  it('requests what became due since the last run', async () => {
    expect(await run('2026-12-02T12:01:30.000Z', feeds)).toEqual(['due']);
  });

  it('every five minutes also requests what was lost', async () => {
    expect(await run('2026-12-02T12:05:10.000Z', feeds)).toEqual(['lost', 'due']);
  });

  it('requests each feed in some run, although runs come seconds early or late', async () => {
    const dueAt = '2026-12-02T12:01:30.500Z';
    const times = ['12:01:02', '12:02:31', '12:02:58'].map((time) => `2026-12-02T${time}.000Z`);
    const requested = await Promise.all(times.map((time) => run(time, [{ feedId: 'due', dueAt }])));
    expect(requested).toEqual([[], ['due'], ['due']]);
  });
});
