import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { UnfinishedDeliveries } from '../../lambdas/adapters/unfinished-deliveries';
import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import type { UnfinishedEntry } from '../../lambdas/use-cases/recovery-ledger';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const afterNoon = (minutes: number) => new Date(Date.parse(NOON) + minutes * 60_000).toISOString();

describe('unfinished deliveries', () => {
  let adapters: Adapters;
  let unfinished: UnfinishedDeliveries;
  beforeAll(async () => {
    adapters = await makeAdapters();
    unfinished = new UnfinishedDeliveries(adapters.client, adapters.name('Deliveries'));
  });
  afterEach(() => adapters.emptyLedger());
  afterAll(() => adapters.remove());

  const anAlertTo = (subscriberId: string): DeliveryRequest => ({
    kind: 'alert',
    briefingId: 'border',
    edition: 1,
    subscriberId,
  });
  const claim = (request: DeliveryRequest, now = NOON) =>
    adapters.ledger.claim(deliveryIdOf(request), { request, now });
  const put = (item: Record<string, unknown>) =>
    adapters.client.send(new PutCommand({ TableName: adapters.name('Deliveries'), Item: item }));
  const dueAt = async (time: string): Promise<UnfinishedEntry[]> => {
    const entries: UnfinishedEntry[] = [];
    for await (const page of unfinished.dueAt(time)) entries.push(...page);
    return entries;
  };
  const idsDueAt = async (time: string) =>
    (await dueAt(time)).map(({ deliveryId }) => deliveryId).sort();

  it('are due three minutes after their claim, in every shard, until they are finished', async () => {
    const requests = Array.from({ length: 60 }, (_, number) => anAlertTo(`person${number}`));
    const ids = requests.map(deliveryIdOf).sort();
    await Promise.all(requests.map((request) => claim(request)));
    expect(await idsDueAt(afterNoon(2.9))).toEqual([]);
    const entries = await dueAt(afterNoon(3));
    expect(entries.map(({ deliveryId }) => deliveryId).sort()).toEqual(ids);
    expect(entries).toContainEqual({
      deliveryId: deliveryIdOf(anAlertTo('person7')),
      checkAt: afterNoon(3),
      readable: true,
      delivery: { status: 'claimed', claimedAt: NOON },
      request: anAlertTo('person7'),
    });
    const [sent = '', dropped = '', ...others] = ids;
    await adapters.ledger.markSent(sent, { now: NOON, messageId: 'ses-1' });
    await adapters.ledger.drop(dropped, { now: NOON, reason: 'refused' });
    expect(await idsDueAt(afterNoon(3))).toEqual(others);
  });

  it('are read page by page, each once', async () => {
    const count = 230;
    for (let number = 0; number < count; number += 1) {
      await put({
        deliveryId: `waiting-${number}`,
        status: 'waiting',
        unfinishedShard: '3',
        checkAt: afterNoon(number / count),
        request: JSON.stringify(anAlertTo('ann')),
      });
    }
    const pages: number[] = [];
    const ids = new Set<string>();
    for await (const page of unfinished.dueAt(afterNoon(1))) {
      pages.push(page.length);
      for (const { deliveryId } of page) ids.add(deliveryId);
    }
    expect(pages).toEqual([100, 100, 30]);
    expect(ids.size).toBe(count);
  });

  it('are due after their release when its caller says', async () => {
    const request = anAlertTo('ann');
    await claim(request);
    await adapters.ledger.release(deliveryIdOf(request), {
      claimedAt: NOON,
      now: NOON,
      checkAt: afterNoon(20),
    });
    expect(await idsDueAt(afterNoon(19))).toEqual([]);
    expect(await dueAt(afterNoon(20))).toMatchObject([
      { delivery: { status: 'waiting', requeues: 0 }, request },
    ]);
  });

  it.each([
    ['a fan-out', { kind: 'fan-out', briefingId: 'border', edition: 1, index: 4 }],
    ['a digest', { kind: 'digest', subscriberId: 'ann', frequency: 'daily', round: 3 }],
  ])('may be %s', async (_what, request) => {
    await put({
      deliveryId: 'other',
      status: 'waiting',
      unfinishedShard: '0',
      checkAt: NOON,
      request: JSON.stringify(request),
    });
    expect(await dueAt(NOON)).toMatchObject([{ deliveryId: 'other', readable: true, request }]);
  });

  it.each([
    ['has no request', {}],
    ['has half a request', { request: '{' }],
    ['has a request of an unknown kind', { request: '{"kind":"parcel"}' }],
    ['has an unknown status', { status: 'lost', request: JSON.stringify(anAlertTo('ann')) }],
    ['was claimed at no time', { status: 'claimed', request: JSON.stringify(anAlertTo('ann')) }],
  ])('are reported if they are unreadable: one that %s', async (_what, fields) => {
    await put({
      deliveryId: 'old',
      status: 'waiting',
      unfinishedShard: '0',
      checkAt: NOON,
      ...fields,
    });
    expect(await dueAt(NOON)).toEqual([{ deliveryId: 'old', checkAt: NOON, readable: false }]);
  });

  describe('that are suspected', () => {
    const request = anAlertTo('ann');
    const id = deliveryIdOf(request);
    const suspicion = { claimedAt: NOON, now: afterNoon(3), checkAt: afterNoon(5) };
    const release = { suspectedAt: afterNoon(3), checkAt: afterNoon(7) };
    const item = () => adapters.item('Deliveries', { deliveryId: id });
    beforeEach(() => claim(request));

    it('are due again later, and not suspected twice', async () => {
      expect(await unfinished.suspect(id, suspicion)).toBe(true);
      expect(await idsDueAt(afterNoon(4))).toEqual([]);
      expect(await dueAt(afterNoon(5))).toMatchObject([
        { delivery: { status: 'claimed', claimedAt: NOON, suspectedAt: afterNoon(3) } },
      ]);
      expect(await unfinished.suspect(id, { ...suspicion, now: afterNoon(6) })).toBe(false);
    });

    it('can be claimed again only after their release', async () => {
      await unfinished.suspect(id, suspicion);
      expect(await claim(request, afterNoon(6))).toEqual({ outcome: 'held' });
      expect(await unfinished.releaseSuspected(id, release)).toBe(true);
      expect(await unfinished.releaseSuspected(id, release)).toBe(false);
      expect(await claim(request, afterNoon(6))).toEqual({ outcome: 'claimed', attempts: 2 });
      expect(await item()).toMatchObject({ status: 'claimed', attempts: 2 });
      expect(await item()).not.toHaveProperty('suspectedAt');
    });

    it('are not released after an event from SES finished them', async () => {
      await unfinished.suspect(id, suspicion);
      await adapters.ledger.confirmSent(id, 'ses-1', afterNoon(4));
      expect(await unfinished.releaseSuspected(id, release)).toBe(false);
      expect(await item()).toMatchObject({ status: 'sent' });
    });

    it('are not suspected by a run that read an earlier claim', async () => {
      await adapters.ledger.release(id, { claimedAt: NOON, now: NOON, checkAt: afterNoon(20) });
      await claim(request, afterNoon(1));
      expect(await unfinished.suspect(id, suspicion)).toBe(false);
    });
  });

  it('are postponed by one of two runs that read them, and are counted as queued', async () => {
    const request = anAlertTo('ann');
    const id = deliveryIdOf(request);
    await claim(request);
    await adapters.ledger.release(id, { claimedAt: NOON, now: NOON, checkAt: afterNoon(20) });
    const move = { from: afterNoon(20), checkAt: afterNoon(35) };
    expect(await unfinished.postpone(id, move)).toBe(true);
    expect(await unfinished.postpone(id, move)).toBe(false);
    expect(await idsDueAt(afterNoon(34))).toEqual([]);
    expect(await dueAt(afterNoon(35))).toMatchObject([
      { delivery: { status: 'waiting', requeues: 1 } },
    ]);
  });
});
