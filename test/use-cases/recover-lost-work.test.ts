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

describe('recovering what was lost', () => {
  const run = async () => {
    const asked: Record<string, string> = {};
    const awoken: string[][] = [];
    const sent: DeliveryRequest[] = [];
    const recovered = await recoverLostWork({
      unmatchedSince: async (time) => {
        asked.briefings = time;
        return ['border', 'trucks'];
      },
      retriggerMatch: async (...briefing) => {
        awoken.push(briefing);
      },
      unfinishedSince: async (time) => {
        asked.deliveries = time;
        return { requests: [alert], unreadable: ['old'] };
      },
      sendDeliveries: async (requests) => {
        sent.push(...requests);
      },
      now: () => NOON,
    })();
    return { asked, awoken, sent, recovered };
  };

  it('sends briefings through the stream again, and asks for deliveries again', async () => {
    const { awoken, sent, recovered } = await run();
    expect(awoken).toEqual([
      ['border', NOON],
      ['trucks', NOON],
    ]);
    expect(sent).toEqual([alert]);
    expect(recovered).toEqual({ briefings: 2, deliveries: 1, unreadable: ['old'] });
  });

  it('leaves the stream its own retries first', async () => {
    expect((await run()).asked.briefings).toBe('2026-12-02T11:55:00.000Z');
  });

  it('asks for no delivery before its claim can be taken over', async () => {
    const { deliveries = NOON } = (await run()).asked;
    expect(Date.parse(NOON) - Date.parse(deliveries)).toBeGreaterThan(UNCERTAIN_CLAIM_MS);
  });
});
