import { deliveryIdOf } from '../../lambdas/domain/delivery';
import type { UnfinishedRequest } from '../../lambdas/domain/unfinished-request';
import { findStrandedWork } from '../../lambdas/use-cases/find-stranded-work';
import type { UnfinishedEntry } from '../../lambdas/use-cases/recovery-ledger';

const NOON = '2026-12-02T12:00:00.000Z';

/** A stage in which this is unmatched or unfinished since these times. */
function aStage({ briefings = {}, entries = [], deadLetters = {} }: Stage) {
  const before = (items: Record<string, string>) => async (time: string) =>
    Object.keys(items).filter((id) => (items[id] ?? '') < time);
  const digests = Array.from({ length: 300 }, (_, index) => ({
    subscriberId: `s-${index}`,
    frequency: 'daily' as const,
    dueAt: '2026-12-02T11:44:00.000Z',
  }));
  return findStrandedWork({
    unmatchedSince: before(briefings),
    async *unfinishedDueAt(time) {
      yield entries.filter(({ checkAt }) => checkAt <= time);
    },
    overdueDigests: async (time, limit) =>
      digests.filter(({ dueAt }) => dueAt < time).slice(0, limit),
    countDeadLetters: async () => deadLetters,
    now: () => NOON,
  });
}
interface Stage {
  briefings?: Record<string, string>;
  entries?: UnfinishedEntry[];
  deadLetters?: Record<string, number>;
}

describe('stranded work', () => {
  it('is a briefing that is unmatched for five minutes', async () => {
    const find = aStage({
      briefings: { old: '2026-12-02T11:54:00.000Z', new: '2026-12-02T11:56:00.000Z' },
    });
    expect(await find()).toMatchObject({ briefings: ['old'] });
  });

  it('is what the ledger should have looked at a quarter of an hour ago, by kind', async () => {
    const [due, notYet] = ['2026-12-02T11:45:00.000Z', '2026-12-02T11:46:00.000Z'];
    const edition = { briefingId: 'border', edition: 1 };
    const alert = { kind: 'alert', ...edition, subscriberId: 'ann' } as const;
    const anEntry = (deliveryId: string, request: UnfinishedRequest, checkAt = due) => ({
      ...{ deliveryId, checkAt, request },
      readable: true as const,
      delivery: { status: 'waiting' as const, requeues: 0 },
    });
    const find = aStage({
      entries: [
        anEntry(deliveryIdOf(alert), alert),
        anEntry('new', alert, notYet),
        anEntry('confirm-1', { kind: 'confirm', deliveryId: 'confirm-1' }),
        anEntry('fan-out-1', { kind: 'fan-out', ...edition, index: 0 }),
        { deliveryId: 'other', checkAt: due, readable: false },
      ],
    });
    expect((await find()).deliveries).toEqual([
      { deliveryId: deliveryIdOf(alert), kind: 'alert', briefingId: 'border' },
      { deliveryId: 'confirm-1', kind: 'confirm' },
      { deliveryId: 'fan-out-1', kind: 'fan-out', briefingId: 'border' },
      { deliveryId: 'other', kind: 'unreadable' },
    ]);
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
