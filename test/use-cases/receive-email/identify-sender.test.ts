import type { SubscriberFile } from '../../../lambdas/domain/subscriber';
import {
  accountOf,
  identifySender,
} from '../../../lambdas/use-cases/receive-email/identify-sender';
import { aSubscriberFile } from '../../support/subscriber-files';

describe('the sender of an email', () => {
  const WRITTEN = '2026-11-20T00:00:00.000Z';
  const identify = (
    files: SubscriberFile[],
    {
      dmarc = 'gray',
      isOnlyAuthor = true,
    }: { dmarc?: 'pass' | 'gray'; isOnlyAuthor?: boolean } = {},
  ) =>
    identifySender({
      findAddress: async (address) => {
        const found = files.find(({ subscriber }) => subscriber.address === address)?.subscriber;
        return found ? { subscriberId: found.subscriberId } : {};
      },
      subscriberFile: async (id) => files.find(({ subscriber }) => subscriber.subscriberId === id),
      readReplyAddress: async (address) =>
        address === 'alerts+bob@in.example.org'
          ? { subscriberId: 'bob', deliveryMark: '00', writtenAt: WRITTEN }
          : undefined,
    })('ann@example.org', ['alerts+bob@in.example.org'], { dmarc, isOnlyAuthor });

  it('acts for their own account if their domain vouches for them', async () => {
    const sender = await identify([aSubscriberFile('ann'), aSubscriberFile('bob')], {
      dmarc: 'pass',
    });
    expect(accountOf(sender, 'address')?.subscriber.subscriberId).toBe('ann');
    expect(accountOf(sender, 'reply-address')?.subscriber.subscriberId).toBe('ann');
  });

  it('acts for whoever had the email that they reply to, but only where that is enough', async () => {
    const sender = await identify([aSubscriberFile('ann'), aSubscriberFile('bob')]);
    expect(accountOf(sender, 'address')).toBeUndefined();
    expect(accountOf(sender, 'reply-address')?.subscriber.subscriberId).toBe('bob');
  });

  it('is not proven by DMARC if there are several authors', async () => {
    const sender = await identify([aSubscriberFile('ann')], { dmarc: 'pass', isOnlyAuthor: false });
    expect(accountOf(sender, 'reply-address')).toBeUndefined();
  });

  it('does not act for someone who has moved to another address since', async () => {
    const moved = aSubscriberFile('bob', { addressChangedAt: '2026-11-21T00:00:00.000Z' });
    expect(accountOf(await identify([moved]), 'reply-address')).toBeUndefined();
    const before = aSubscriberFile('bob', { addressChangedAt: '2026-11-19T00:00:00.000Z' });
    expect(accountOf(await identify([before]), 'reply-address')).toBeDefined();
  });

  it('is asked again after they have left everything', async () => {
    const left = aSubscriberFile('ann', { unsubscribedAt: '2026-11-21T00:00:00.000Z' });
    expect(accountOf(await identify([left], { dmarc: 'pass' }), 'address')).toBeUndefined();
  });
});
