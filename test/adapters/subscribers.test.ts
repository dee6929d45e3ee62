import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const LATER = '2026-12-03T12:00:00.000Z';

describe('subscribers', () => {
  let adapters: Adapters;
  let count = 0;
  /** A subscriber with an id and an address that no other test uses. */
  const newSubscriber = (fields = {}) => {
    count += 1;
    return aSubscriber(`person${count}`, fields);
  };
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const subscribers = () => adapters.subscribers;
  const fileOf = (subscriberId: string) => subscribers().file(subscriberId);

  it('are created once for an address, even if twenty requests arrive concurrently', async () => {
    const { address } = newSubscriber();
    const wanted = Array.from({ length: 20 }, () => newSubscriber({ address }));
    const found = await Promise.all(wanted.map((one) => subscribers().findOrCreate(one)));
    const ids = new Set(found.map(({ subscriberId }) => subscriberId));
    expect(ids.size).toBe(1);

    const [id] = ids;
    expect(await subscribers().findAddress(address)).toEqual({ subscriberId: id });
    const files = await Promise.all(
      wanted.map(({ subscriberId }) => subscribers().file(subscriberId)),
    );
    expect(files.filter(Boolean)).toHaveLength(1);
  });

  it('keep their settings if they subscribe again', async () => {
    const first = await subscribers().findOrCreate(
      newSubscriber({ hour: 6, timeZone: 'Asia/Tokyo' }),
    );
    const again = newSubscriber({ address: first.address, hour: 20 });
    expect(await subscribers().findOrCreate(again)).toEqual(first);
  });

  it('are found by their address in any case, which is stored as first written', async () => {
    const first = await subscribers().findOrCreate(
      newSubscriber({ address: 'Ann.Lee@example.org' }),
    );
    const again = newSubscriber({ address: 'ann.lee@example.org' });
    expect(await subscribers().findOrCreate(again)).toEqual(first);
    expect(await subscribers().findAddress('ANN.LEE@EXAMPLE.ORG')).toEqual({
      subscriberId: first.subscriberId,
    });
  });

  it('can change their digest schedule, which does not create a subscriber', async () => {
    const { subscriberId } = await subscribers().findOrCreate(newSubscriber());
    await subscribers().setSchedule(subscriberId, { hour: 23, timeZone: 'Asia/Tokyo' });
    expect(await fileOf(subscriberId)).toMatchObject({
      subscriber: { hour: 23, timeZone: 'Asia/Tokyo' },
    });
    const change = subscribers().setSchedule('nobody', { hour: 23, timeZone: 'Asia/Tokyo' });
    await expect(change).rejects.toThrow();
    expect(await subscribers().file('nobody')).toBeUndefined();
  });

  describe('a suppressed address', () => {
    it('is recorded on its subscriber, with the first reason', async () => {
      const { subscriberId, address } = await subscribers().findOrCreate(newSubscriber());
      await adapters.suppressions.suppress(address.toUpperCase(), 'bounce', NOON);
      await adapters.suppressions.suppress(address, 'complaint', LATER);
      expect(await fileOf(subscriberId)).toMatchObject({
        subscriber: { suppressed: { reason: 'bounce', at: NOON } },
      });
      expect(await subscribers().findAddress(address)).toEqual({
        subscriberId,
        suppressed: 'bounce',
      });
    });

    it('can have no subscriber yet, and makes the next one suppressed', async () => {
      const wanted = newSubscriber();
      await adapters.suppressions.suppress(wanted.address, 'complaint', NOON);
      expect(await subscribers().findAddress(wanted.address)).toEqual({
        suppressed: 'complaint',
      });

      const created = await subscribers().findOrCreate(wanted);
      expect(created.suppressed).toEqual({ reason: 'complaint', at: NOON });
      expect(await fileOf(wanted.subscriberId)).toEqual({
        subscriber: created,
        subscriptions: [],
        alerts: NO_ALERTS,
        unsubscribes: 0,
        digests: [],
      });
    });

    it('makes a subscriber suppressed who is created at the same time', async () => {
      const people = Array.from({ length: 20 }, () => newSubscriber());
      await Promise.all(
        people.flatMap((one) => [
          subscribers().findOrCreate(one),
          adapters.suppressions.suppress(one.address, 'bounce', NOON),
        ]),
      );
      for (const { subscriberId } of people) {
        expect(await fileOf(subscriberId)).toMatchObject({
          subscriber: { suppressed: { reason: 'bounce' } },
        });
      }
    });

    it('stays suppressed when its subscriber is erased and subscribes again', async () => {
      const first = await subscribers().findOrCreate(newSubscriber());
      await adapters.suppressions.suppress(first.address, 'bounce', NOON);
      await subscribers().erase(first, LATER);
      expect(await subscribers().findAddress(first.address)).toEqual({ suppressed: 'bounce' });
      const second = await subscribers().findOrCreate(newSubscriber({ address: first.address }));
      expect(second).toMatchObject({ suppressed: { reason: 'bounce', at: NOON } });
    });

    it('is not an address that bounced temporarily', async () => {
      const { subscriberId, address } = await subscribers().findOrCreate(newSubscriber());
      await adapters.suppressions.countSoftBounce(address);
      await adapters.suppressions.countSoftBounce(address);
      expect(await subscribers().findAddress(address)).toEqual({ subscriberId, softBounces: 2 });
    });
  });

  describe('erasing', () => {
    it('deletes everything about the person', async () => {
      const subscriber = await subscribers().findOrCreate(newSubscriber());
      const { subscriberId, address } = subscriber;
      await adapters.subscriptions.follow(
        subscriberId,
        aSubscription('lark', { frequency: 'weekly' }),
        aTopic('lark'),
        { frequency: 'weekly', dueAt: LATER },
      );
      await adapters.subscriptions.unfollow(subscriberId, 'lark');
      await adapters.suppressions.countSoftBounce(address);
      await subscribers().erase(subscriber, LATER);
      await adapters.subscriptions.cleanUp(subscriberId, () => false);

      expect(await subscribers().file(subscriberId)).toBeUndefined();
      expect(await subscribers().findAddress(address)).toEqual({});
      expect(await itemsContaining(subscriberId)).toBe('[]');
      expect(await itemsContaining(address)).toBe('[]');
    });

    it('twice does not affect a new subscriber with the same address', async () => {
      const first = await subscribers().findOrCreate(newSubscriber());
      await subscribers().erase(first, LATER);
      const second = await subscribers().findOrCreate(newSubscriber({ address: first.address }));
      await subscribers().erase(first, LATER);
      expect(await subscribers().findAddress(first.address)).toEqual({
        subscriberId: second.subscriberId,
      });
    });
  });

  it('are read completely, page by page', async () => {
    const { subscriberId } = await subscribers().findOrCreate(newSubscriber());
    // A page of a query ends at 1 MB.
    const long = { consent: { how: 'recorded' as const, at: NOON, text: 'x'.repeat(120_000) } };
    for (let number = 0; number < 10; number += 1) {
      const topicId = `wide${number}`;
      await adapters.subscriptions.follow(
        subscriberId,
        aSubscription(topicId, long),
        aTopic(topicId),
      );
    }
    expect(await fileOf(subscriberId)).toMatchObject({ subscriptions: { length: 10 } });
  });

  /** The items of the table that contain the text, as JSON. */
  async function itemsContaining(text: string): Promise<string> {
    const scan = new ScanCommand({
      TableName: adapters.name('Subscribers'),
      ConsistentRead: true,
    });
    const { Items = [] } = await adapters.client.send(scan);
    return JSON.stringify(Items.filter((item) => JSON.stringify(item).includes(text)));
  }
});
