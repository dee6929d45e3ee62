import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import type { DeliveryRecord } from '../../lambdas/domain/delivery-record';
import { matchFate } from '../../lambdas/use-cases/match-fate';
import { aSubscriber } from '../support/adapters';
import { aWholeBriefing } from '../support/page-views';

const at = (hour: number) => `2026-12-02T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('what became of a match', () => {
  it('is the digest after one that a pause postponed, which told nothing', async () => {
    const match = {
      topicId: 'gaza',
      briefingId: 'trucks',
      edition: 1,
      matchedAt: at(6),
      words: [],
      snippet: [],
    };
    const plan = { round: 2, follows: 1, reschedules: 0, settledUntil: at(12), listed: [] };
    const digest = { kind: 'digest', attempts: 1 } as const;
    const deliveries: DeliveryRecord[] = [
      {
        ...digest,
        deliveryId: 'digest-daily-0-ann',
        state: 'dropped',
        reason: 'postponed',
        at: at(8),
      },
      { ...digest, deliveryId: 'digest-daily-1-ann', state: 'sent', at: at(12) },
    ];
    const file = {
      subscriber: aSubscriber('ann'),
      subscriptions: [],
      digests: [{ frequency: 'daily' as const, ...plan }],
      alerts: NO_ALERTS,
      unsubscribes: 0,
    };
    const fateOf = matchFate({ nextDigests: async () => [], now: () => at(13) } as never);
    expect(
      await fateOf(file, { match, briefing: aWholeBriefing(), frequency: 'daily', deliveries }),
    ).toEqual({
      fate: 'sent',
      at: at(12),
      in: 'daily',
    });
  });
});
