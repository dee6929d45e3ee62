import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { DeliveryLog } from '../../lambdas/adapters/delivery-log';
import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import type { DigestProgress } from '../../lambdas/domain/delivery-progress';
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
  /** Releases the claim that was made at noon. */
  const release = () =>
    adapters.ledger.release(id, { claimedAt: NOON, now: NOON, checkAt: TOMORROW });
  const sent = (progress?: DigestProgress) => ({
    now: NOON,
    messageId: 'ses-1',
    ...(progress ? { progress } : {}),
  });
  const item = () => adapters.item('Deliveries', { deliveryId: id });

  /** Creates a subscriber with a daily digest, and returns the progress after its first round. */
  const createDigest = async (subscriberId: string): Promise<DigestProgress> => {
    const subscription = aSubscription('border', { frequency: 'daily' });
    const firstDigest = { frequency: 'daily' as const, dueAt: NOON };
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
    await adapters.subscriptions.follow(subscriberId, subscription, aTopic('border'), firstDigest);
    const next = { settledUntil: NOON, listed: ['mark'] };
    const counters = { round: 0, follows: 1, reschedules: 0 };
    const times = { nextDueAt: TOMORROW, preparedAt: NOON };
    return { subscriberId, frequency: 'daily', next, ...counters, ...times };
  };
  const planOf = async (subscriberId: string) =>
    (await adapters.subscribers.file(subscriberId))?.digests[0];

  /** Makes updates of a table fail, as if the worker ended before them, until `end` is called. */
  const crashBeforeUpdateOf = (table: string) => {
    adapters.client.middlewareStack.add(
      (next, { commandName }) =>
        async (call) => {
          const { TableName } = call.input as { TableName?: string };
          if (commandName === 'UpdateItemCommand' && TableName === adapters.name(table)) {
            throw new Error('crash');
          }
          return next(call);
        },
      { step: 'initialize', name: 'crash' },
    );
    return { end: () => adapters.client.middlewareStack.remove('crash') };
  };

  /** Records the calls to DynamoDB until `end` returns them. */
  const recordCalls = () => {
    const calls: { command: string; isConsistent: boolean }[] = [];
    adapters.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (call) => {
          const { ConsistentRead = false } = call.input as { ConsistentRead?: boolean };
          const command = commandName.replace(/Command$/, '');
          calls.push({ command, isConsistent: ConsistentRead });
          return next(call);
        },
      { step: 'initialize', name: 'recordCalls' },
    );
    return {
      end: () => {
        adapters.client.middlewareStack.remove('recordCalls');
        return calls;
      },
    };
  };

  it('gives a delivery to one of twenty concurrent workers and holds off the others', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim()));
    const outcomes = claims.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['claimed', ...Array(19).fill('held')]);
  });

  it('keeps what the email tells, for the list of what was sent', async () => {
    const contents = { topicIds: ['gaza', 'fire'], briefings: 3 };
    await adapters.ledger.claim(id, { request, contents, now: NOON });
    await adapters.ledger.markSent(id, { now: NOON, messageId: 'ses-1' });
    expect(await adapters.item('Deliveries', { deliveryId: id })).toMatchObject({ contents });
    const log = new DeliveryLog(adapters.client, adapters.name('Deliveries'));
    expect(await log.byIds([id])).toMatchObject([{ state: 'sent', contents }]);
  });

  it('takes one write unit to claim an email about as many topics as are kept', async () => {
    const topicIds = Array.from({ length: 20 }, (_, number) => `topic-${number}`.padEnd(16, 'x'));
    await adapters.ledger.claim(id, { request, contents: { topicIds, briefings: 1 }, now: NOON });
    const item = await adapters.item('Deliveries', { deliveryId: id });
    // A write unit is 1 KB of names and values.
    expect(JSON.stringify(item).length).toBeLessThan(1_024);
  });

  it('never gives a claimed delivery to another worker, however old the claim is', async () => {
    await claim();
    for (const days of [0, 1, 30]) {
      expect(await claim(afterNoon(days * 24 * 3600_000))).toEqual({ outcome: 'held' });
    }
  });

  it('lets a released delivery be claimed again immediately', async () => {
    await claim();
    await release();
    expect(await item()).toMatchObject({ status: 'waiting', checkAt: TOMORROW });
    expect(await claim(afterNoon(1))).toEqual({ outcome: 'claimed', attempts: 2 });
  });

  it('refuses to release a claim that another worker has made since', async () => {
    await claim();
    await release();
    await claim(afterNoon(1));
    await expect(release()).rejects.toThrow();
    expect(await item()).toMatchObject({ status: 'claimed' });
  });

  it('never gives out a delivery again that was sent or dropped', async () => {
    expect(await adapters.ledger.isFinished(id)).toBe(false);
    await claim();
    expect(await adapters.ledger.isFinished(id)).toBe(false);
    await adapters.ledger.markSent(id, sent());
    expect(await adapters.ledger.isFinished(id)).toBe(true);
    expect(await claim(afterNoon(24 * 3600_000))).toEqual({ outcome: 'finished' });

    id = `${id}-dropped`;
    await adapters.ledger.drop(id, { now: NOON, reason: 'suppressed' });
    expect(await adapters.ledger.isFinished(id)).toBe(true);
    expect(await claim()).toEqual({ outcome: 'finished' });
  });

  it('refuses to release a finished delivery', async () => {
    await claim();
    await adapters.ledger.markSent(id, sent());
    await expect(release()).rejects.toThrow();
    expect(await item()).toMatchObject({ status: 'sent' });
  });

  it('keeps the first outcome of a delivery', async () => {
    await claim();
    await adapters.ledger.markSent(id, sent());
    await adapters.ledger.drop(id, { now: NOON, reason: 'refused' });
    await adapters.ledger.markSent(id, { now: NOON, messageId: 'ses-2' });
    const stored = await item();
    expect(stored).toMatchObject({ status: 'sent', messageId: 'ses-1' });
    expect(stored).not.toHaveProperty('reason');
  });

  it('deletes the request when a delivery is finished, and the delivery after 90 days', async () => {
    await claim();
    expect(JSON.parse(String((await item())?.request))).toEqual(request);
    await adapters.ledger.markSent(id, sent());
    const stored = await item();
    expect(Object.keys(stored ?? {})).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/request$|unfinishedShard|progress|checkAt|suspectedAt/),
      ]),
    );
    expect(stored?.expiresAt).toBe(Date.parse(NOON) / 1000 + 90 * 24 * 3600);
  });

  it('removes the request of a confirmation, with its address, when it is finished', async () => {
    await adapters.client.send(
      new PutCommand({
        TableName: adapters.name('Deliveries'),
        Item: { deliveryId: id, status: 'waiting', confirmation: { follow: 'ann@example.org' } },
      }),
    );
    await adapters.ledger.drop(id, { now: NOON, reason: 'suppressed' });
    expect(await item()).not.toHaveProperty('confirmation');
  });

  describe('is indexed', () => {
    const digest: DeliveryRequest = {
      kind: 'digest',
      subscriberId: 'ann',
      frequency: 'daily',
      round: 1,
    };
    it('by the subscriber and the briefing when it is claimed', async () => {
      await claim();
      expect(await item()).toMatchObject({
        kind: 'alert',
        subscriberId: 'ann',
        briefingKey: expect.stringMatching(/^border#([0-9]|1[0-5])$/),
      });
    });

    it('by the subscriber only if it is a digest', async () => {
      await adapters.ledger.claim(id, { request: digest, now: NOON });
      expect(await item()).toMatchObject({ kind: 'digest', subscriberId: 'ann' });
      expect(await item()).not.toHaveProperty('briefingKey');
    });

    it('even if it is dropped without a claim', async () => {
      await adapters.ledger.drop(id, { now: NOON, reason: 'unsubscribed', request });
      expect(await item()).toMatchObject({
        status: 'dropped',
        subscriberId: 'ann',
        briefingKey: expect.stringMatching(/^border#/),
      });
    });

    it('with the same keys when it is finished, so that each index is written once', async () => {
      await claim();
      const { briefingKey } = (await item()) ?? {};
      await adapters.ledger.markSent(id, sent());
      expect(await item()).toMatchObject({ briefingKey, subscriberId: 'ann', kind: 'alert' });
    });
  });

  it('also deletes a delivery after 90 days that is never finished', async () => {
    await claim();
    expect((await item())?.expiresAt).toBe(Date.parse(NOON) / 1000 + 90 * 24 * 3600);
  });

  describe('with a digest', () => {
    it('advances the digest when it records the email as sent', async () => {
      const progress = await createDigest('bea');
      await claim(NOON, progress);
      await adapters.ledger.markSent(id, sent(progress));
      expect(await planOf('bea')).toMatchObject({ round: 1, listed: ['mark'] });
      expect(
        await adapters.item('Subscribers', { subscriberId: 'bea', item: 'digest#daily' }),
      ).toMatchObject({ dueAt: TOMORROW });
    });

    it('ends the round before it records the email, so that a crash between leaves nothing to send again', async () => {
      const progress = await createDigest('ivy');
      await claim(NOON, progress);
      const crash = crashBeforeUpdateOf('Deliveries');
      await expect(adapters.ledger.markSent(id, sent(progress))).rejects.toThrow('crash');
      expect(await item()).toMatchObject({ status: 'claimed' });
      expect(await planOf('ivy')).toMatchObject({ round: 1, listed: ['mark'] });
      crash.end();
      expect(await adapters.ledger.confirmSent(id, 'ses-1', NOON)).toBe('recorded');
      expect(await item()).toMatchObject({ status: 'sent', messageId: 'ses-1' });
      expect(await planOf('ivy')).toMatchObject({ round: 1, listed: ['mark'] });
    });

    it('can end the round again after a crash before that', async () => {
      const progress = await createDigest('jon');
      await claim(NOON, progress);
      const crash = crashBeforeUpdateOf('Subscribers');
      await expect(adapters.ledger.markSent(id, sent(progress))).rejects.toThrow('crash');
      crash.end();
      expect(await item()).toMatchObject({ status: 'claimed' });
      await adapters.ledger.confirmSent(id, 'ses-1', NOON);
      expect(await item()).toMatchObject({ status: 'sent' });
      expect(await planOf('jon')).toMatchObject({ round: 1 });
    });

    it('finishes it without a transaction, which costs twice as much', async () => {
      const progress = await createDigest('kim');
      await claim(NOON, progress);
      const calls = recordCalls();
      await adapters.ledger.markSent(id, sent(progress));
      expect(calls.end().map(({ command }) => command)).toEqual(['UpdateItem', 'UpdateItem']);
    });

    it('advances it once, even if several writers finish the delivery concurrently', async () => {
      const progress = await createDigest('cat');
      await claim(NOON, progress);
      await Promise.all([
        adapters.ledger.markSent(id, sent(progress)),
        adapters.ledger.confirmSent(id, 'ses-1', NOON),
        adapters.ledger.drop(id, { now: NOON, reason: 'refused', progress }),
      ]);
      expect(await planOf('cat')).toMatchObject({ round: 1 });
    });

    it('finishes the delivery even if the digest has advanced without it', async () => {
      const progress = await createDigest('dee');
      await claim(NOON, progress);
      await adapters.rounds.end({ ...progress, next: { settledUntil: NOON, listed: [] } });
      await adapters.ledger.markSent(id, sent(progress));
      expect(await item()).toMatchObject({ status: 'sent' });
      expect(await planOf('dee')).toMatchObject({ round: 1, listed: [] });
    });

    it('does not restore the hour that the subscriber changed meanwhile', async () => {
      const progress = await createDigest('fin');
      await claim(NOON, progress);
      const at20 = '2026-12-02T20:00:00.000Z';
      await adapters.subscribers.setSchedule('fin', { hour: 20, timeZone: 'UTC' });
      await adapters.plans.reschedule('fin', 'daily', { dueAt: at20, earliest: NOON });
      await adapters.ledger.markSent(id, sent(progress));
      expect(await item()).toMatchObject({ status: 'sent' });
      const plan = await adapters.item('Subscribers', {
        subscriberId: 'fin',
        item: 'digest#daily',
      });
      expect(plan).toMatchObject({ round: 1, listed: ['mark'], dueAt: at20 });
    });

    it('finishes the delivery even if its subscriber was erased meanwhile', async () => {
      const progress = await createDigest('eve');
      await claim(NOON, progress);
      await adapters.subscribers.erase(aSubscriber('eve'), NOON);
      await adapters.ledger.markSent(id, sent(progress));
      expect(await item()).toMatchObject({ status: 'sent' });
      expect(
        await adapters.item('Subscribers', { subscriberId: 'eve', item: 'digest#daily' }),
      ).toBeUndefined();
    });
  });

  describe('after a Send event from SES', () => {
    it('finishes the delivery with the claimed progress, even if its worker crashed', async () => {
      const progress = await createDigest('fay');
      await claim(NOON, progress);
      expect(await adapters.ledger.confirmSent(id, 'ses-9', NOON)).toBe('recorded');
      expect(await item()).toMatchObject({ status: 'sent', messageId: 'ses-9' });
      expect(await planOf('fay')).toMatchObject({
        round: 1,
        settledUntil: NOON,
        listed: ['mark'],
      });
    });

    it('changes nothing if the delivery is already finished', async () => {
      await claim();
      await adapters.ledger.markSent(id, sent());
      const calls = recordCalls();
      expect(await adapters.ledger.confirmSent(id, 'ses-1', NOON)).toBe('already-finished');
      // Half the price of a consistent read, and a fifth of a refused write.
      expect(calls.end()).toEqual([{ command: 'GetItem', isConsistent: false }]);
    });

    it('records nothing for an unknown delivery', async () => {
      expect(await adapters.ledger.confirmSent('alert-of-another', 'ses-1', NOON)).toBe('unknown');
      expect(await adapters.item('Deliveries', { deliveryId: 'alert-of-another' })).toBeUndefined();
    });
  });

  describe('after a Reject event from SES', () => {
    it('drops the delivery even if it was recorded as sent', async () => {
      await claim();
      await adapters.ledger.markSent(id, sent());
      await adapters.ledger.confirmRejected(id, 'Bad content', NOON);
      expect(await item()).toMatchObject({ status: 'dropped', reason: 'rejected: Bad content' });
    });

    it('drops the delivery and advances the digest to its next round', async () => {
      const progress = await createDigest('gus');
      await claim(NOON, progress);
      await adapters.ledger.confirmRejected(id, 'Bad content', NOON);
      expect(await item()).toMatchObject({ status: 'dropped', reason: 'rejected: Bad content' });
      expect(await planOf('gus')).toMatchObject({ round: 1 });
      // The worker that sent the email writes last.
      await adapters.ledger.markSent(id, sent(progress));
      expect(await item()).toMatchObject({ status: 'dropped' });
      expect(await planOf('gus')).toMatchObject({ round: 1 });
    });
  });
});
