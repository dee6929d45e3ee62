import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import { queueDueDigests } from '../../lambdas/use-cases/queue-due-digests';

const EIGHT = '2026-12-02T08:00:00.000Z';
const aDue = (subscriberId: string, dueAt = EIGHT) => ({
  subscriberId,
  frequency: 'daily' as const,
  round: 4,
  dueAt,
});

describe('queueing due digests', () => {
  let plans: ReturnType<typeof aDue>[];
  let queued: DeliveryRequest[];
  let fault: 'send' | 'postpone' | undefined;
  beforeEach(() => {
    plans = [aDue('ann'), aDue('bob'), aDue('cat')];
    queued = [];
    fault = undefined;
  });

  const run = queueDueDigests({
    async *dueBy(time) {
      const due = plans.filter(({ dueAt }) => dueAt <= time);
      yield due.slice(0, 2);
      yield due.slice(2);
    },
    sendDeliveries: async (requests) => {
      if (fault === 'send') throw new Error('The queue does not answer.');
      queued.push(...requests);
    },
    postpone: async (due, until) => {
      if (fault === 'postpone') throw new Error('crash');
      plans = plans.map((plan) =>
        plan.subscriberId === due.subscriberId ? { ...plan, dueAt: until } : plan,
      );
    },
    now: () => EIGHT,
  });

  it('queues one delivery for each digest and postpones the digest by 15 minutes', async () => {
    expect(await run(EIGHT)).toEqual({ digests: 3 });
    expect(queued[0]).toEqual({
      kind: 'digest',
      subscriberId: 'ann',
      frequency: 'daily',
      round: 4,
    });
    expect(queued).toHaveLength(3);
    expect(plans.map(({ dueAt }) => dueAt)).toEqual(Array(3).fill('2026-12-02T08:15:00.000Z'));
  });

  it('queues the same deliveries again after a crash before they are postponed', async () => {
    fault = 'postpone';
    await expect(run(EIGHT)).rejects.toThrow('crash');
    fault = undefined;
    await run(EIGHT);
    expect(new Set(queued.map(deliveryIdOf)).size).toBe(3);
    expect(queued.length).toBeGreaterThan(3);
  });

  it('postpones no digest if the queue fails', async () => {
    fault = 'send';
    await expect(run(EIGHT)).rejects.toThrow('does not answer');
    expect(plans.map(({ dueAt }) => dueAt)).toEqual(Array(3).fill(EIGHT));
  });

  it('postpones digests by 15 minutes from now even if it runs for a later time', async () => {
    plans = [aDue('ann', '2026-12-03T08:00:00.000Z')];
    expect(await run('2026-12-03T08:00:00.000Z')).toEqual({ digests: 1 });
    expect(plans[0]?.dueAt).toBe('2026-12-02T08:15:00.000Z');
  });
});
