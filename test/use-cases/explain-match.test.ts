import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import type { DeliveryRecord } from '../../lambdas/domain/delivery-record';
import { explainMatch } from '../../lambdas/use-cases/explain-match';
import { aSubscriber } from '../support/adapters';
import { aWholeBriefing } from '../support/page-views';

const at = (hour: number) => `2026-12-02T${String(hour).padStart(2, '0')}:00:00.000Z`;

describe('what was decided about a match', () => {
  it('is that the digest after a postponed one, which listed nothing, included it', async () => {
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
    const explain = explainMatch({ nextDigests: async () => [], now: () => at(13) } as never);
    expect(
      await explain(file, { match, briefing: aWholeBriefing(), frequency: 'daily', deliveries }),
    ).toEqual({
      outcome: 'sent',
      at: at(12),
      in: 'daily',
    });
  });
});
