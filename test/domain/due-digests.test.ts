import {
  DUE_SHARDS,
  dueDigestsRequestSchema,
  dueWindow,
  lostWindow,
  requestsOf,
} from '../../lambdas/domain/due-digests';

describe('the window of due digests', () => {
  it('starts a minute before the end of the last one', () => {
    expect(dueWindow('2026-12-02T07:57:00.000Z', '2026-12-02T08:02:00.000Z')).toEqual({
      from: '2026-12-02T07:56:00.000Z',
      to: '2026-12-02T08:02:00.000Z',
    });
  });

  it('has no start before the first run', () => {
    const now = '2026-12-02T08:02:00.000Z';
    expect(dueWindow(undefined, now)).toEqual({ from: '', to: now });
  });

  it('covers an outage of any length', () => {
    expect(dueWindow('2026-11-02T08:02:00.000Z', '2026-12-02T08:02:00.000Z').from).toBe(
      '2026-11-02T08:01:00.000Z',
    );
  });

  it('starts a minute ago if the clock went backwards', () => {
    expect(dueWindow('2026-12-02T09:00:00.000Z', '2026-12-02T08:02:00.000Z')).toEqual({
      from: '2026-12-02T08:01:00.000Z',
      to: '2026-12-02T08:02:00.000Z',
    });
  });

  it('contains each quarter of an hour once if the schedule is up to two minutes late', () => {
    const minutes = Array.from({ length: 24 }, (_, index) => 2 + 5 * index);
    const latenesses = [0, 1, 2, 0, 2];
    let queuedUntil = '2026-12-02T05:57:00.000Z';
    const slots = new Map<string, number>();
    for (const [index, minute] of minutes.entries()) {
      const late = latenesses[index % latenesses.length] ?? 0;
      const now = new Date(Date.UTC(2026, 11, 2, 6, minute + late)).toISOString();
      const { from, to } = dueWindow(queuedUntil, now);
      queuedUntil = now;
      for (let quarter = 0; quarter < 8; quarter += 1) {
        const slot = new Date(Date.UTC(2026, 11, 2, 6, 15 * quarter)).toISOString();
        if (slot >= from && slot <= to) slots.set(slot, (slots.get(slot) ?? 0) + 1);
      }
    }
    expect([...slots.values()]).toEqual(Array(8).fill(1));
  });
});

describe('the window of lost digests', () => {
  const now = '2026-12-02T08:02:00.000Z';

  it('ends ten minutes ago', () => {
    const due = dueWindow('2026-12-02T07:57:00.000Z', now);
    expect(lostWindow(due, now)).toEqual({ from: '', to: '2026-12-02T07:52:00.000Z' });
  });

  it('ends before the window of due digests, which is longer after an outage', () => {
    const due = dueWindow('2026-12-02T06:57:00.000Z', now);
    expect(lostWindow(due, now)).toEqual({ from: '', to: '2026-12-02T06:56:00.000Z' });
  });
});

describe('the requests of a window', () => {
  it('are one for each of 16 shards, and can go through a queue', () => {
    const requests = requestsOf({ from: '', to: '2026-12-02T08:02:00.000Z' });
    expect(new Set(requests.map(({ shard }) => shard)).size).toBe(16);
    for (const request of requests) {
      expect(dueDigestsRequestSchema.parse(JSON.parse(JSON.stringify(request)))).toEqual(request);
    }
  });

  it('are only those of the given shards', () => {
    const [first, second] = DUE_SHARDS;
    const window = { from: '', to: '2026-12-02T08:02:00.000Z' };
    expect(requestsOf(window, [first, second]).map(({ shard }) => shard)).toEqual(['0', '1']);
  });
});
