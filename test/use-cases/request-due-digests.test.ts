import type { DueDigestsRequest, DueShard } from '../../lambdas/domain/due-digests';
import { requestDueDigests } from '../../lambdas/use-cases/request-due-digests';

/** Digests by shard, each with its due time. Requests queue those in their window. */
describe('requesting due digests', () => {
  let plans: { shard: DueShard; dueAt: string }[];
  let stored: string | undefined;
  let requests: DueDigestsRequest[];
  let waiting: { requests: number; deliveries: number };
  let fault: 'send' | 'move' | undefined;
  beforeEach(() => {
    plans = [];
    stored = '2026-12-02T07:57:00.000Z';
    requests = [];
    waiting = { requests: 0, deliveries: 0 };
    fault = undefined;
  });

  const isWithin = (dueAt: string, { from, to }: { from: string; to: string }) =>
    dueAt >= from && dueAt <= to;
  const runAt = (now: string) =>
    requestDueDigests({
      queuedUntil: async () => stored,
      moveQueuedUntil: async (before, until) => {
        if (fault === 'move') throw new Error('crash');
        if (stored === before) stored = until;
      },
      shardsWithDue: async (window) => [
        ...new Set(plans.filter(({ dueAt }) => isWithin(dueAt, window)).map(({ shard }) => shard)),
      ],
      sendRequests: async (sent) => {
        if (fault === 'send') throw new Error('The queue does not answer.');
        requests.push(...sent);
      },
      countRequests: async () => waiting.requests,
      countDeliveries: async () => waiting.deliveries,
      now: () => now,
    })();
  /** How often the requests so far queue a digest with this due time. */
  const timesQueued = (shard: DueShard, dueAt: string) =>
    requests.filter((request) => request.shard === shard && isWithin(dueAt, request)).length;
  const tick = (time: string) => runAt(`2026-12-02T${time}.000Z`);
  const EIGHT = '2026-12-02T08:00:00.000Z';

  it('requests each shard that has due digests, and remembers until when', async () => {
    plans = [
      { shard: '2', dueAt: EIGHT },
      { shard: '2', dueAt: EIGHT },
      { shard: '15', dueAt: EIGHT },
      { shard: '7', dueAt: '2026-12-02T09:00:00.000Z' },
    ];
    const window = { from: '2026-12-02T07:56:00.000Z', to: '2026-12-02T08:02:00.000Z' };
    expect(await tick('08:02:00')).toMatchObject({ due: { ...window, shards: 2 } });
    expect(requests).toEqual([
      { shard: '2', ...window },
      { shard: '15', ...window },
    ]);
    expect(stored).toBe('2026-12-02T08:02:00.000Z');
  });

  it('requests a digest once though runs repeat while it waits', async () => {
    plans = [{ shard: '2', dueAt: EIGHT }];
    waiting.deliveries = 50_000;
    for (const time of ['08:02:00', '08:07:00', '08:12:00', '08:17:00']) await tick(time);
    expect(timesQueued('2', EIGHT)).toBe(1);
  });

  it('requests a digest though runs were missed', async () => {
    plans = [{ shard: '2', dueAt: EIGHT }];
    await tick('11:32:00');
    expect(timesQueued('2', EIGHT)).toBe(1);
  });

  it('requests a digest again after a crash before the end was stored', async () => {
    plans = [{ shard: '2', dueAt: EIGHT }];
    fault = 'move';
    await expect(tick('08:02:00')).rejects.toThrow('crash');
    expect(stored).toBe('2026-12-02T07:57:00.000Z');
    fault = undefined;
    waiting.requests = 1;
    await tick('08:07:00');
    expect(timesQueued('2', EIGHT)).toBe(2);
  });

  it('does not store the end if the queue fails', async () => {
    plans = [{ shard: '2', dueAt: EIGHT }];
    fault = 'send';
    await expect(tick('08:02:00')).rejects.toThrow('does not answer');
    expect(stored).toBe('2026-12-02T07:57:00.000Z');
  });

  it('requests everything that is due in its first run', async () => {
    plans = [{ shard: '2', dueAt: '2026-11-02T08:00:00.000Z' }];
    stored = undefined;
    expect(await tick('08:02:00')).toEqual({
      due: { from: '', to: '2026-12-02T08:02:00.000Z', shards: 1 },
    });
    expect(stored).toBe('2026-12-02T08:02:00.000Z');
  });

  it('does not lose a digest when the clock goes backwards', async () => {
    stored = '2026-12-02T09:30:00.000Z';
    plans = [
      { shard: '2', dueAt: EIGHT },
      { shard: '3', dueAt: '2026-12-02T08:15:00.000Z' },
    ];
    await tick('08:13:00');
    await tick('08:17:00');
    // Due before the clock was right again: found by the search for lost digests.
    expect(timesQueued('2', EIGHT)).toBeGreaterThanOrEqual(1);
    expect(timesQueued('3', '2026-12-02T08:15:00.000Z')).toBe(1);
  });

  it('requests a digest that is still due after ten minutes again once the lane is idle', async () => {
    plans = [{ shard: '2', dueAt: EIGHT }];
    await tick('08:02:00');
    waiting.deliveries = 100;
    expect(await tick('08:12:00')).not.toHaveProperty('lost');
    waiting.deliveries = 99;
    expect(await tick('08:17:00')).toMatchObject({
      lost: { from: '', to: '2026-12-02T08:07:00.000Z', shards: 1 },
    });
    expect(timesQueued('2', EIGHT)).toBe(2);
  });

  it('does not search for lost digests while workers queue requested ones', async () => {
    plans = [{ shard: '2', dueAt: EIGHT }];
    await tick('08:02:00');
    waiting.requests = 1;
    expect(await tick('08:17:00')).not.toHaveProperty('lost');
  });

  it('requests a digest once, not also as lost, after an outage', async () => {
    plans = [{ shard: '2', dueAt: EIGHT }];
    await tick('10:02:00');
    expect(timesQueued('2', EIGHT)).toBe(1);
  });

  it('sends no request if nothing is due', async () => {
    await tick('08:02:00');
    expect(requests).toEqual([]);
  });
});
