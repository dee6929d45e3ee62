import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import {
  type AccountEmailRequest,
  accountEmailOf,
  requestedEmailIdOf,
} from '../../lambdas/domain/requested-email';
import { requestEmail } from '../../lambdas/use-cases/request-email';

/** In the middle of the ten minutes that ids are made for. */
const START = Date.parse('2026-12-02T12:05:00.000Z');
const minutesLater = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
const aRequest = (askedAt: string, changes: Partial<AccountEmailRequest> = {}) =>
  ({
    about: 'manage-link',
    subscriberId: 'ann',
    address: 'ann@example.org',
    wordingLanguage: 'en',
    askedAt,
    ...changes,
  }) as AccountEmailRequest;

describe('requesting an email', () => {
  let stored: Map<string, string>;
  let sent: DeliveryRequest[];
  beforeEach(() => {
    stored = new Map();
    sent = [];
  });
  const send = requestEmail({
    requestedAt: async (deliveryId) => stored.get(deliveryId),
    storeRequest: async (requested) => {
      const id = requestedEmailIdOf(requested);
      if (stored.has(id)) return false;
      stored.set(id, requested.askedAt);
      return true;
    },
    now: () => minutesLater(0),
    sendDeliveries: async (requests) => {
      expect(stored.has(requestedEmailIdOf(aRequest(minutesLater(0))))).toBe(true);
      sent.push(...requests);
    },
  });

  it('stores it before it is queued, and queues only ids', async () => {
    expect(await send(aRequest(minutesLater(0)))).toBe('requested');
    const deliveryId = requestedEmailIdOf(aRequest(minutesLater(0)));
    expect(sent).toEqual([{ kind: 'account', deliveryId, subscriberId: 'ann' }]);
    expect(accountEmailOf(deliveryId)).toBe('manage-link');
  });

  it.each([0, 1, 4.9, 5.1, 9.9])(
    'sends the same one once if it is repeated within ten minutes (after %d)',
    async (minutes) => {
      expect(await send(aRequest(minutesLater(0)))).toBe('requested');
      expect(await send(aRequest(minutesLater(minutes)))).toBe('limited');
      expect(sent).toHaveLength(1);
    },
  );

  it('sends it again after ten minutes', async () => {
    await send(aRequest(minutesLater(0)));
    expect(await send(aRequest(minutesLater(10)))).toBe('requested');
    expect(await send(aRequest(minutesLater(20.1)))).toBe('requested');
    expect(sent).toHaveLength(3);
  });

  it('sends one request for a new address, whatever the address, but others besides', async () => {
    const change = (address: string) =>
      aRequest(minutesLater(0), { about: 'change-address', address });
    await send(aRequest(minutesLater(0)));
    expect(await send(change('b@example.org'))).toBe('requested');
    expect(await send(change('c@example.org'))).toBe('limited');
    expect(
      await send({ ...change('b@example.org'), subscriberId: 'bob' } as AccountEmailRequest),
    ).toBe('requested');
  });
});
