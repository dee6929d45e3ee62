import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { unfinishedDeliveries } from '../../lambdas/adapters/unfinished-deliveries';
import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const LATER = '2026-12-02T12:11:00.000Z';

describe('unfinished deliveries', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const anAlertTo = (subscriberId: string): DeliveryRequest => ({
    kind: 'alert',
    briefingId: 'border',
    edition: 1,
    subscriberId,
  });
  const claimAll = (requests: DeliveryRequest[], now = NOON) =>
    Promise.all(
      requests.map((request) => adapters.ledger.claim(deliveryIdOf(request), { request, now })),
    );
  const lookSince = (time: string) =>
    unfinishedDeliveries(adapters.client, adapters.name('Deliveries'))(time);
  const unfinishedSince = async (time: string) => (await lookSince(time)).requests;
  const byName = (requests: DeliveryRequest[]) => requests.map(deliveryIdOf).sort();

  it('are found with what was asked for, wherever they stand, when they are old enough', async () => {
    const requests = Array.from({ length: 30 }, (_, number) => anAlertTo(`person${number}`));
    await claimAll(requests);
    expect(await unfinishedSince(NOON)).toEqual([]);
    const found = await unfinishedSince(LATER);
    expect(byName(found)).toEqual(byName(requests));
    expect(found).toEqual(expect.arrayContaining(requests));

    const [sent, dropped, given = anAlertTo('nobody'), ...others] = requests;
    if (!sent || !dropped) throw new Error('There are too few.');
    await adapters.ledger.markSent(deliveryIdOf(sent), { now: NOON, messageId: 'ses-1' });
    await adapters.ledger.drop(deliveryIdOf(dropped), { now: NOON, reason: 'refused' });
    // Given back and never fetched again: it is still owed.
    await adapters.ledger.release(deliveryIdOf(given));
    expect(byName(await unfinishedSince(LATER))).toEqual(byName([given, ...others]));
  });

  it('are found though an older version asked for one in a way that is not understood now, which is named', async () => {
    const request = anAlertTo('patient');
    await claimAll([request]);
    const shards = ['0', '1', '2', '3'];
    for (const unfinishedShard of shards) {
      const Item = {
        deliveryId: `old-${unfinishedShard}`,
        unfinishedShard,
        claimedAt: '2026-12-02T11:00:00.000Z',
        // Of another version, cut off, or not there at all.
        ...(unfinishedShard === '0'
          ? {}
          : { request: unfinishedShard === '1' ? '{' : '{"kind":"parcel"}' }),
      };
      const TableName = adapters.name('Deliveries');
      await adapters.client.send(new PutCommand({ TableName, Item }));
    }
    const { requests, unreadable } = await lookSince(LATER);
    expect(requests).toContainEqual(request);
    expect(unreadable.sort()).toEqual(shards.map((shard) => `old-${shard}`));
  });

  it('count from the last attempt', async () => {
    const request = anAlertTo('late');
    await claimAll([request], '2026-12-02T12:00:00.000Z');
    await claimAll([request], '2026-12-02T12:30:00.000Z');
    expect(await unfinishedSince('2026-12-02T12:29:00.000Z')).not.toContainEqual(request);
    expect(await unfinishedSince('2026-12-02T12:31:00.000Z')).toContainEqual(request);
  });
});
