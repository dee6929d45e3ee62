import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import { queueDueDigests } from '../../lambdas/use-cases/queue-due-digests';

const EIGHT = '2026-12-02T08:00:00.000Z';
const aDue = (subscriberId: string, dueAt = EIGHT) => ({
  subscriberId,
  frequency: 'daily' as const,
  round: 4,
  dueAt,
});

describe('making digests due', () => {
  let plans: ReturnType<typeof aDue>[];
  let asked: DeliveryRequest[];
  let fault: 'send' | 'postpone' | undefined;
  beforeEach(() => {
    plans = [aDue('ann'), aDue('bob'), aDue('cat')];
    asked = [];
    fault = undefined;
  });

  const makeDue = queueDueDigests({
    async *dueBy(time) {
      const due = plans.filter(({ dueAt }) => dueAt <= time);
      yield due.slice(0, 2);
      yield due.slice(2);
    },
    sendDeliveries: async (requests) => {
      if (fault === 'send') throw new Error('The queue does not answer.');
      asked.push(...requests);
    },
    postpone: async (due, until) => {
      if (fault === 'postpone') throw new Error('crash');
      plans = plans.map((plan) =>
        plan.subscriberId === due.subscriberId ? { ...plan, dueAt: until } : plan,
      );
    },
    now: () => EIGHT,
  });

  it('asks for one delivery for each, and looks again a quarter of an hour later', async () => {
    expect(await makeDue(EIGHT)).toEqual({ digests: 3 });
    expect(asked[0]).toEqual({
      kind: 'digest',
      subscriberId: 'ann',
      frequency: 'daily',
      round: 4,
    });
    expect(asked).toHaveLength(3);
    expect(plans.map(({ dueAt }) => dueAt)).toEqual(Array(3).fill('2026-12-02T08:15:00.000Z'));
  });

  it('loses none to a crash before it noted that it had asked, and asks for the same', async () => {
    fault = 'postpone';
    await expect(makeDue(EIGHT)).rejects.toThrow('crash');
    fault = undefined;
    await makeDue(EIGHT);
    expect(new Set(asked.map(deliveryIdOf)).size).toBe(3);
    expect(asked.length).toBeGreaterThan(3);
  });

  it('puts none off when the queue did not take it', async () => {
    fault = 'send';
    await expect(makeDue(EIGHT)).rejects.toThrow('does not answer');
    expect(plans.map(({ dueAt }) => dueAt)).toEqual(Array(3).fill(EIGHT));
  });

  it('made by hand for a time to come, are looked for again soon and not then', async () => {
    plans = [aDue('ann', '2026-12-03T08:00:00.000Z')];
    expect(await makeDue('2026-12-03T08:00:00.000Z')).toEqual({ digests: 1 });
    expect(plans[0]?.dueAt).toBe('2026-12-02T08:15:00.000Z');
  });
});
