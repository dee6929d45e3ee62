import { ConfirmationMarks } from '../../lambdas/adapters/confirmation-marks';
import { DeliveryLog } from '../../lambdas/adapters/delivery-log';
import { ledgerShardOf } from '../../lambdas/adapters/ledger-shards';
import { type DeliveryRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import type { AccountReference } from '../../lambdas/domain/requested-email';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('the log of deliveries', () => {
  let adapters: Adapters;
  let log: DeliveryLog;
  beforeAll(async () => {
    adapters = await makeAdapters();
    log = new DeliveryLog(adapters.client, adapters.name('Deliveries'));
  });
  afterAll(() => adapters.remove());

  const anAlert = (subscriberId: string, briefingId = 'border'): DeliveryRequest => ({
    kind: 'alert',
    briefingId,
    edition: 1,
    subscriberId,
  });

  async function everyPage(briefingId: string) {
    const found = [];
    let startAfter: string | undefined;
    do {
      const page = await log.ofBriefing(briefingId, startAfter);
      found.push(...page.deliveries);
      startAfter = page.next;
    } while (startAfter !== undefined);
    return found;
  }

  it('has every alert of a briefing, whatever its partition, and those of no other', async () => {
    const subscribers = Array.from({ length: 60 }, (_, index) => `subscriber-${index}`);
    for (const subscriberId of subscribers) {
      const request = anAlert(subscriberId);
      await adapters.ledger.claim(deliveryIdOf(request), { request, now: NOON });
    }
    const other = anAlert('subscriber-1', 'other');
    await adapters.ledger.claim(deliveryIdOf(other), { request: other, now: NOON });

    const found = await everyPage('border');
    expect(found.map(({ subscriberId }) => subscriberId).sort()).toEqual(subscribers.sort());
    expect(found[0]).toMatchObject({
      briefingId: 'border',
      state: 'claimed',
      at: NOON,
      attempts: 1,
    });
  });

  it('has a delivery that was dropped without a claim, with the reason', async () => {
    const request = anAlert('left', 'dropped');
    const reason = 'unsubscribed';
    await adapters.ledger.drop(deliveryIdOf(request), { now: NOON, reason, request });
    const expected = { state: 'dropped', reason, at: NOON, kind: 'alert', attempts: 0 };
    expect(await everyPage('dropped')).toMatchObject([expected]);
    expect((await log.ofSubscriber('left')).deliveries).toMatchObject([expected]);
  });

  it('has the confirmations to a subscriber, and those to someone new once they have confirmed', async () => {
    const marks = new ConfirmationMarks(adapters.client, adapters.name('Deliveries'));
    const confirm = async (deliveryId: string, account?: AccountReference) => {
      const request = { kind: 'confirm', deliveryId } as const;
      await adapters.ledger.claim(deliveryId, { request, now: NOON, ...(account && { account }) });
    };
    const listed = async () => {
      const { deliveries } = await log.ofSubscriber('eve');
      return deliveries.map(({ deliveryId, about }) => [deliveryId, about]);
    };
    await confirm('confirm-first');
    await confirm('confirm-second', { subscriberId: 'eve', about: 'follow' });
    expect(await listed()).toEqual([['confirm-second', 'follow']]);
    await marks.assignEmail('confirm-first', 'eve');
    expect(await listed()).toEqual([
      ['confirm-first', undefined],
      ['confirm-second', 'follow'],
    ]);
    await marks.assignEmail('confirm-deleted', 'eve');
    expect(await log.byIds(['confirm-deleted'])).toEqual([]);
    expect(await adapters.item('Deliveries', { deliveryId: 'confirm-deleted' })).toBeUndefined();
  });

  it('has the digests of a subscriber', async () => {
    const digest = { kind: 'digest', subscriberId: 'dora', frequency: 'daily', round: 3 } as const;
    await adapters.ledger.claim(deliveryIdOf(digest), { request: digest, now: NOON });
    const { deliveries, next } = await log.ofSubscriber('dora');
    expect(deliveries).toMatchObject([{ deliveryId: 'digest-daily-3-dora', kind: 'digest' }]);
    expect(next).toBeUndefined();
  });

  it('lets a refused delivery wait again, once, and no other', async () => {
    const request = anAlert('refused', 'reopened');
    const deliveryId = deliveryIdOf(request);
    const dropped = { now: NOON, reason: 'refused: InvalidParameterValue' };
    await adapters.ledger.claim(deliveryId, { request, now: NOON });
    expect(await adapters.ledger.reopen(request, dropped)).toBe(false);
    await adapters.ledger.drop(deliveryId, dropped);
    expect(await adapters.ledger.reopen(request, { ...dropped, reason: 'suppressed' })).toBe(false);
    expect(await adapters.ledger.reopen(request, dropped)).toBe(true);
    expect(await adapters.ledger.reopen(request, dropped)).toBe(false);
    expect(await log.byIds([deliveryId])).toMatchObject([{ state: 'waiting' }]);
    // If its message is lost, `recover` finds it a quarter of an hour later.
    const item = await adapters.item('Deliveries', { deliveryId });
    expect(item).toMatchObject({ checkAt: '2026-12-02T12:15:00.000Z' });
    expect(item).toMatchObject({ unfinishedShard: ledgerShardOf(deliveryId) });
    expect(item).not.toHaveProperty('droppedAt');
    expect(item).not.toHaveProperty('reason');
    expect(await adapters.ledger.isFinished(deliveryId)).toBe(false);
    expect(await adapters.ledger.claim(deliveryId, { request, now: NOON })).toEqual({
      outcome: 'claimed',
      attempts: 2,
    });
  });
});
