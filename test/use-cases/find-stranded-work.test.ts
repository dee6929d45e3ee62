import { findStrandedWork } from '../../lambdas/use-cases/find-stranded-work';

const NOON = '2026-12-02T12:00:00.000Z';

/** A stage in which this is unmatched or unfinished since these times. */
function aStage({ briefings = {}, deliveries = {}, deadLetters = {} }: Stage) {
  const before = (items: Record<string, string>) => async (time: string) =>
    Object.keys(items).filter((id) => (items[id] ?? '') < time);
  const digests = Array.from({ length: 300 }, (_, index) => ({
    subscriberId: `s-${index}`,
    frequency: 'daily' as const,
    dueAt: '2026-12-02T11:44:00.000Z',
  }));
  return findStrandedWork({
    unmatchedSince: before(briefings),
    unfinishedSince: before(deliveries),
    overdueDigests: async (time, limit) =>
      digests.filter(({ dueAt }) => dueAt < time).slice(0, limit),
    countDeadLetters: async () => deadLetters,
    now: () => NOON,
  });
}
interface Stage {
  briefings?: Record<string, string>;
  deliveries?: Record<string, string>;
  deadLetters?: Record<string, number>;
}

describe('stranded work', () => {
  it('is a briefing that is unmatched for five minutes, and a delivery that is open for fifteen', async () => {
    const find = aStage({
      briefings: { old: '2026-12-02T11:54:00.000Z', new: '2026-12-02T11:56:00.000Z' },
      deliveries: { old: '2026-12-02T11:44:00.000Z', new: '2026-12-02T11:50:00.000Z' },
    });
    expect(await find()).toMatchObject({ briefings: ['old'], deliveries: ['old'] });
  });

  it('is every queue with dead letters', async () => {
    const find = aStage({ deadLetters: { Alerts: 0, FanOut: 3 } });
    expect((await find()).deadLetters).toEqual({ FanOut: 3 });
  });

  it('is listed up to a limit, and there may be more', async () => {
    const { digests, more } = await aStage({})();
    expect(digests).toHaveLength(200);
    expect(more).toBe(true);
  });
});
