import type { DeliveryRequest, FollowRequest } from '../../lambdas/domain/delivery';
import type { LinkOwner } from '../../lambdas/domain/link';
import { type RequestedEmail, requestedEmailIdOf } from '../../lambdas/domain/requested-email';
import { type SendNewLinkDependencies, sendNewLink } from '../../lambdas/use-cases/send-new-link';

const NOON = '2026-12-02T12:00:00.000Z';
const follow: FollowRequest = {
  address: 'bob@example.org',
  expressions: ['rain'],
  language: 'en',
  frequency: 'instant',
  timeZone: 'Europe/London',
  hour: 8,
};

describe('asking for a new link', () => {
  let stored: RequestedEmail[];
  let queued: DeliveryRequest[];
  let confirmations: object[];
  let stopped: string[];
  beforeEach(() => {
    stored = [];
    queued = [];
    confirmations = [];
    stopped = [];
  });
  const askWith = (owner: LinkOwner, changes: Partial<SendNewLinkDependencies> = {}) =>
    sendNewLink({
      readOwner: async () => owner,
      storeRequest: async (requested) => {
        expect(queued).toEqual([]);
        stored.push(requested);
      },
      sendDeliveries: async (requests) => {
        queued.push(...requests);
      },
      countRequest: async () => ({ outcome: 'counted', from: 'hash of the network' }),
      sendConfirmation: async (request) => {
        confirmations.push(request);
      },
      countStopped: async (reason) => {
        stopped.push(reason);
      },
      now: () => NOON,
      ...changes,
    })('token', '203.0.113.0/24');

  it('stores and queues the request of a subscriber without looking them up', async () => {
    await askWith({ outcome: 'subscriber', subscriberId: 'ann' });
    const requested: RequestedEmail = {
      about: 'manage-link',
      subscriberId: 'ann',
      askedAt: NOON,
    };
    expect(stored).toEqual([requested]);
    expect(queued).toEqual([
      { kind: 'account', deliveryId: requestedEmailIdOf(requested), subscriberId: 'ann' },
    ]);
  });

  it('asks someone to confirm who was asked before, unless they have confirmed by then', async () => {
    await askWith({ outcome: 'asked', follow });
    expect(confirmations).toEqual([
      { follow, askedAt: NOON, from: 'hash of the network', isNewLink: true },
    ]);
  });

  it('asks nobody to confirm beyond the limits of the form', async () => {
    await askWith(
      { outcome: 'asked', follow },
      {
        countRequest: async () => ({ outcome: 'limited', limit: 'network', retryAfterSeconds: 9 }),
      },
    );
    expect([confirmations, stopped]).toEqual([[], ['network']]);
  });

  it('does nothing for a forged link', async () => {
    await askWith({ outcome: 'forged' });
    expect([stored, queued, confirmations, stopped]).toEqual([[], [], [], []]);
  });
});
