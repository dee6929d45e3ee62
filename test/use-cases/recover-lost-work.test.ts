import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import { UNCERTAIN_CLAIM_MS } from '../../lambdas/domain/delivery';
import { recoverLostWork } from '../../lambdas/use-cases/recover-lost-work';

const NOON = '2026-12-02T12:00:00.000Z';
const alert: DeliveryRequest = {
  kind: 'alert',
  briefingId: 'border',
  edition: 1,
  subscriberId: 'ann',
};

describe('recovering lost work', () => {
  const run = async () => {
    const before: Record<string, string> = {};
    const retriggered: string[][] = [];
    const sent: DeliveryRequest[] = [];
    const recovered = await recoverLostWork({
      unmatchedSince: async (time) => {
        before.briefings = time;
        return ['border', 'trucks'];
      },
      retriggerMatch: async (...args) => {
        retriggered.push(args);
      },
      unfinishedSince: async (time) => {
        before.deliveries = time;
        return { requests: [alert], unreadable: ['old'] };
      },
      sendDeliveries: async (requests) => {
        sent.push(...requests);
      },
      now: () => NOON,
    })();
    return { before, retriggered, sent, recovered };
  };

  it('matches unmatched briefings again and queues unfinished deliveries again', async () => {
    const { retriggered, sent, recovered } = await run();
    expect(retriggered).toEqual([
      ['border', NOON],
      ['trucks', NOON],
    ]);
    expect(sent).toEqual([alert]);
    expect(recovered).toEqual({ briefings: 2, deliveries: 1, unreadable: ['old'] });
  });

  it('leaves briefings of the last five minutes to the retries of the stream', async () => {
    expect((await run()).before.briefings).toBe('2026-12-02T11:55:00.000Z');
  });

  it('queues no delivery before its claim has expired', async () => {
    const { deliveries = NOON } = (await run()).before;
    expect(Date.parse(NOON) - Date.parse(deliveries)).toBeGreaterThan(UNCERTAIN_CLAIM_MS);
  });
});
