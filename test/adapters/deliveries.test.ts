import type { DeliveryRequest, DigestProgress } from '../../lambdas/domain/delivery';
import { UNCERTAIN_CLAIM_MS } from '../../lambdas/domain/delivery';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const afterNoon = (ms: number) => new Date(Date.parse(NOON) + ms).toISOString();
const TOMORROW = '2026-12-03T08:00:00.000Z';

describe('the ledger of deliveries', () => {
  let adapters: Adapters;
  let count = 0;
  let id = '';
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  beforeEach(() => {
    count += 1;
    id = `alert-${count}`;
  });
  afterAll(() => adapters.remove());

  const request: DeliveryRequest = {
    kind: 'alert',
    briefingId: 'border',
    edition: 1,
    subscriberId: 'ann',
  };
  const claim = (now = NOON, progress?: DigestProgress) =>
    adapters.ledger.claim(id, { request, now, ...(progress ? { progress } : {}) });
  const sent = (progress?: DigestProgress) => ({
    now: NOON,
    messageId: 'ses-1',
    ...(progress ? { progress } : {}),
  });
  const item = () => adapters.item('Deliveries', { deliveryId: id });

  /** A subscriber with a daily digest in its first round, and how it stands after that round. */
  const aDigestOf = async (subscriberId: string): Promise<DigestProgress> => {
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
    const subscription = aSubscription('border', { frequency: 'daily' });
    const firstDigest = { frequency: 'daily' as const, dueAt: NOON };
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
    await adapters.subscriptions.follow(subscriberId, subscription, aTopic('border'), firstDigest);
    const next = { settledUntil: NOON, listed: ['mark'] };
    return { subscriberId, frequency: 'daily', round: 0, next, nextDueAt: TOMORROW, follows: 1 };
  };
  const planOf = async (subscriberId: string) =>
    (await adapters.subscribers.file(subscriberId))?.digests[0];

  it('lets one of twenty at once have a delivery, and asks the others to wait', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
    const outcomes = claims.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['claimed', ...Array(19).fill('held')]);
  });

  it('tells the others to come back when the holder must be done', async () => {
    await claim();
    expect(await claim(afterNoon(1_000))).toEqual({ outcome: 'held', seconds: 30 });
  });

  it('tells them to come back when SES’s word must have come, once the holder can’t be at work', async () => {
    await claim();
    expect(await claim(afterNoon(60_000))).toEqual({
      outcome: 'held',
      seconds: (UNCERTAIN_CLAIM_MS - 60_000) / 1000 + 1,
    });
  });

  it('can be taken over when no word came for long, and no sooner', async () => {
    await claim();
    expect(await claim(afterNoon(UNCERTAIN_CLAIM_MS))).toMatchObject({ outcome: 'held' });
    expect(await claim(afterNoon(UNCERTAIN_CLAIM_MS + 1))).toEqual({ outcome: 'claimed' });
    // It is the new holder's now, for as long again.
    expect(await claim(afterNoon(UNCERTAIN_CLAIM_MS + 2))).toMatchObject({ outcome: 'held' });
  });

  it('can be taken over by one alone', async () => {
    await claim();
    const late = afterNoon(UNCERTAIN_CLAIM_MS + 1);
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(late)));
    expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
  });

  it('can be had again at once when it was given back', async () => {
    await claim();
    await adapters.ledger.release(id);
    expect(await claim(afterNoon(1))).toEqual({ outcome: 'claimed' });
    expect(await item()).toMatchObject({ attempts: 2 });
  });

  it('is finished for good once it is sent or dropped', async () => {
    expect(await adapters.ledger.isFinished(id)).toBe(false);
    await claim();
    expect(await adapters.ledger.isFinished(id)).toBe(false);
    await adapters.ledger.markSent(id, sent());
    expect(await adapters.ledger.isFinished(id)).toBe(true);
    expect(await claim(afterNoon(UNCERTAIN_CLAIM_MS * 100))).toEqual({ outcome: 'finished' });

    id = `${id}-dropped`;
    await adapters.ledger.drop(id, { now: NOON, reason: 'suppressed' });
    expect(await adapters.ledger.isFinished(id)).toBe(true);
    expect(await claim()).toEqual({ outcome: 'finished' });
  });

  it('is never given back once it is finished', async () => {
    await claim();
    await adapters.ledger.markSent(id, sent());
    await expect(adapters.ledger.release(id)).rejects.toThrow();
    expect(await item()).toMatchObject({ status: 'sent' });
  });

  it('keeps how it ended first', async () => {
    await claim();
    await adapters.ledger.markSent(id, sent());
    await adapters.ledger.drop(id, { now: NOON, reason: 'refused' });
    await adapters.ledger.markSent(id, { now: NOON, messageId: 'ses-2' });
    const kept = await item();
    expect(kept).toMatchObject({ status: 'sent', messageId: 'ses-1' });
    expect(kept).not.toHaveProperty('reason');
  });

  it('forgets what was asked for once it is finished, and itself after 90 days', async () => {
    await claim();
    expect(JSON.parse(String((await item())?.request))).toEqual(request);
    await adapters.ledger.markSent(id, sent());
    const kept = await item();
    expect(Object.keys(kept ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/request|unfinishedShard|progress/)]),
    );
    expect(kept?.expiresAt).toBe(Date.parse(NOON) / 1000 + 90 * 24 * 3600);
  });

  it('keeps an unfinished delivery as long, should nobody ever finish it', async () => {
    await claim();
    expect((await item())?.expiresAt).toBe(Date.parse(NOON) / 1000 + 90 * 24 * 3600);
  });

  describe('of a digest', () => {
    it('moves the digest on in the step that records the mail', async () => {
      const progress = await aDigestOf('bea');
      await claim(NOON, progress);
      await adapters.ledger.markSent(id, sent(progress));
      expect(await planOf('bea')).toMatchObject({ round: 1, listed: ['mark'] });
      expect(
        await adapters.item('Subscribers', { subscriberId: 'bea', item: 'digest#daily' }),
      ).toMatchObject({ dueAt: TOMORROW });
    });

    it('moves it on once, whoever else finishes it too', async () => {
      const progress = await aDigestOf('cat');
      await claim(NOON, progress);
      await Promise.all([
        adapters.ledger.markSent(id, sent(progress)),
        adapters.ledger.confirmSent(id, 'ses-1', NOON),
        adapters.ledger.drop(id, { now: NOON, reason: 'refused', progress }),
      ]);
      expect(await planOf('cat')).toMatchObject({ round: 1 });
    });

    it('is finished still when the digest has moved on without it', async () => {
      const progress = await aDigestOf('dee');
      await claim(NOON, progress);
      await adapters.plans.advance({ ...progress, next: { settledUntil: NOON, listed: [] } });
      await adapters.ledger.markSent(id, sent(progress));
      expect(await item()).toMatchObject({ status: 'sent' });
      expect(await planOf('dee')).toMatchObject({ round: 1, listed: [] });
    });

    it('is finished still when its subscriber was erased meanwhile', async () => {
      const progress = await aDigestOf('eve');
      await claim(NOON, progress);
      await adapters.subscribers.erase(aSubscriber('eve'));
      await adapters.ledger.markSent(id, sent(progress));
      expect(await item()).toMatchObject({ status: 'sent' });
      expect(
        await adapters.item('Subscribers', { subscriberId: 'eve', item: 'digest#daily' }),
      ).toBeUndefined();
    });
  });

  describe('when SES says that it has the mail', () => {
    it('is finished as the claim said, though its worker was never heard of again', async () => {
      const progress = await aDigestOf('fay');
      await claim(NOON, progress);
      expect(await adapters.ledger.confirmSent(id, 'ses-9', NOON)).toBe('recorded');
      expect(await item()).toMatchObject({ status: 'sent', messageId: 'ses-9' });
      expect(await planOf('fay')).toMatchObject({
        round: 1,
        settledUntil: NOON,
        listed: ['mark'],
      });
    });

    it('changes nothing that is known already', async () => {
      await claim();
      await adapters.ledger.markSent(id, sent());
      expect(await adapters.ledger.confirmSent(id, 'ses-1', NOON)).toBe('known');
    });

    it('takes no note of a mail that it never heard of', async () => {
      expect(await adapters.ledger.confirmSent('alert-of-another', 'ses-1', NOON)).toBe('unknown');
      expect(await adapters.item('Deliveries', { deliveryId: 'alert-of-another' })).toBeUndefined();
    });
  });

  describe('when SES rejects a mail that it had accepted', () => {
    it('stands as dropped though the worker had recorded that SES has it', async () => {
      await claim();
      await adapters.ledger.markSent(id, sent());
      await adapters.ledger.confirmRejected(id, 'Bad content', NOON);
      expect(await item()).toMatchObject({ status: 'dropped', reason: 'rejected: Bad content' });
    });

    it('is dropped, and the digest goes on to its next round', async () => {
      const progress = await aDigestOf('gus');
      await claim(NOON, progress);
      await adapters.ledger.confirmRejected(id, 'Bad content', NOON);
      expect(await item()).toMatchObject({ status: 'dropped', reason: 'rejected: Bad content' });
      expect(await planOf('gus')).toMatchObject({ round: 1 });
      // The worker, who heard of the acceptance first, writes last.
      await adapters.ledger.markSent(id, sent(progress));
      expect(await item()).toMatchObject({ status: 'dropped' });
      expect(await planOf('gus')).toMatchObject({ round: 1 });
    });
  });
});
