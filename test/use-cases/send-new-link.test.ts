import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import type { FollowRequest } from '../../lambdas/domain/delivery';
import type { LinkOwner } from '../../lambdas/domain/link';
import type { AccountEmailRequest } from '../../lambdas/domain/requested-email';
import { type SendNewLinkDependencies, sendNewLink } from '../../lambdas/use-cases/send-new-link';
import { aSubscriber } from '../support/adapters';

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
  let sent: AccountEmailRequest[];
  let confirmations: FollowRequest[];
  let stopped: string[];
  beforeEach(() => {
    sent = [];
    confirmations = [];
    stopped = [];
  });
  const askWith = (owner: LinkOwner, changes: Partial<SendNewLinkDependencies> = {}) =>
    sendNewLink({
      readOwner: async () => owner,
      findAddress: async () => ({}),
      subscriberFile: async (subscriberId) => ({
        subscriber: aSubscriber(subscriberId, { wordingLanguage: 'fr' }),
        subscriptions: [],
        digests: [],
        alerts: NO_ALERTS,
        unsubscribes: 0,
      }),
      countLink: async () => true,
      requestEmail: async (requested) => sent.push(requested),
      countRequest: async () => ({ outcome: 'counted', askedAt: NOON }),
      sendConfirmation: async (request) => {
        confirmations.push(request);
      },
      countStopped: async (reason) => {
        stopped.push(reason);
      },
      now: () => NOON,
      ...changes,
    })('token', '203.0.113.0/24');

  it('sends a subscriber a link to manage, in their language', async () => {
    await askWith({ outcome: 'subscriber', subscriberId: 'ann' });
    expect(sent).toEqual([
      {
        about: 'manage-link',
        address: 'ann@example.org',
        subscriberId: 'ann',
        wordingLanguage: 'fr',
        askedAt: NOON,
      },
    ]);
  });

  it('sends nothing to someone who was erased, has had enough links, or is suppressed', async () => {
    const owner = { outcome: 'subscriber', subscriberId: 'ann' } as const;
    await askWith(owner, { subscriberFile: async () => undefined });
    await askWith(owner, { countLink: async () => false });
    await askWith(owner, {
      subscriberFile: async () => ({
        subscriber: aSubscriber('ann', { suppressed: { reason: 'complaint', at: NOON } }),
        subscriptions: [],
        digests: [],
        alerts: NO_ALERTS,
        unsubscribes: 0,
      }),
    });
    expect(sent).toEqual([]);
  });

  it('asks someone to confirm who has yet to confirm, within the limits of the form', async () => {
    await askWith({ outcome: 'asked', follow });
    expect(confirmations).toEqual([follow]);
    await askWith(
      { outcome: 'asked', follow },
      { countRequest: async () => ({ outcome: 'silenced', limit: 'never-ask' }) },
    );
    expect([confirmations.length, stopped]).toEqual([1, ['never-ask']]);
  });

  it('sends someone a link to manage who has confirmed meanwhile', async () => {
    const findAddress = async () => ({ subscriberId: 'bob' });
    await askWith({ outcome: 'asked', follow }, { findAddress });
    expect(sent).toMatchObject([{ subscriberId: 'bob' }]);
    expect(confirmations).toEqual([]);
  });

  it('does nothing for a forged link', async () => {
    await askWith({ outcome: 'forged' });
    expect([sent, confirmations, stopped]).toEqual([[], [], []]);
  });
});
