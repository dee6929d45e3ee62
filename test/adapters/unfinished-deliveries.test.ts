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
  const readBefore = (time: string) =>
    unfinishedDeliveries(adapters.client, adapters.name('Deliveries'))(time);
  const requestsBefore = async (time: string) => (await readBefore(time)).requests;
  const idsOf = (requests: DeliveryRequest[]) => requests.map(deliveryIdOf).sort();

  it('are found with their requests, in every shard, if they are old enough', async () => {
    const requests = Array.from({ length: 30 }, (_, number) => anAlertTo(`person${number}`));
    await claimAll(requests);
    expect(await requestsBefore(NOON)).toEqual([]);
    const found = await requestsBefore(LATER);
    expect(idsOf(found)).toEqual(idsOf(requests));
    expect(found).toEqual(expect.arrayContaining(requests));

    const [sent, dropped, released = anAlertTo('nobody'), ...others] = requests;
    if (!sent || !dropped) throw new Error('There are too few requests.');
    await adapters.ledger.markSent(deliveryIdOf(sent), { now: NOON, messageId: 'ses-1' });
    await adapters.ledger.drop(deliveryIdOf(dropped), { now: NOON, reason: 'refused' });
    // A released delivery still has to be sent.
    const claim = { claimedAt: NOON, now: NOON, checkAt: LATER };
    await adapters.ledger.release(deliveryIdOf(released), claim);
    expect(idsOf(await requestsBefore(LATER))).toEqual(idsOf([released, ...others]));
  });

  it('are found even if others are unreadable, whose ids are reported', async () => {
    const request = anAlertTo('patient');
    await claimAll([request]);
    const shards = ['0', '1', '2', '3'];
    for (const unfinishedShard of shards) {
      const Item = {
        deliveryId: `old-${unfinishedShard}`,
        unfinishedShard,
        claimedAt: '2026-12-02T11:00:00.000Z',
        // Missing, incomplete, or of another version.
        ...(unfinishedShard === '0'
          ? {}
          : { request: unfinishedShard === '1' ? '{' : '{"kind":"parcel"}' }),
      };
      const TableName = adapters.name('Deliveries');
      await adapters.client.send(new PutCommand({ TableName, Item }));
    }
    const { requests, unreadable } = await readBefore(LATER);
    expect(requests).toContainEqual(request);
    expect(unreadable.sort()).toEqual(shards.map((shard) => `old-${shard}`));
  });

  it('are counted from their last claim', async () => {
    const request = anAlertTo('late');
    await claimAll([request], '2026-12-02T12:00:00.000Z');
    await claimAll([request], '2026-12-02T12:30:00.000Z');
    expect(await requestsBefore('2026-12-02T12:29:00.000Z')).not.toContainEqual(request);
    expect(await requestsBefore('2026-12-02T12:31:00.000Z')).toContainEqual(request);
  });
});
