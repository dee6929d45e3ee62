import { ScanCommand } from '@aws-sdk/lib-dynamodb';
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
  /** An id and an address that no other test has. */
  const someone = (fields = {}) => {
    count += 1;
    return aSubscriber(`person${count}`, fields);
  };
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const subscribers = () => adapters.subscribers;
  const fileOf = (subscriberId: string) => subscribers().file(subscriberId);

  it('makes one subscriber of an address, though twenty ask at once', async () => {
    const { address } = someone();
    const wanted = Array.from({ length: 20 }, () => someone({ address }));
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

  it('keeps what the subscriber chose when they ask again', async () => {
    const first = await subscribers().findOrCreate(someone({ hour: 6, timeZone: 'Asia/Tokyo' }));
    const again = someone({ address: first.address, hour: 20 });
    expect(await subscribers().findOrCreate(again)).toEqual(first);
  });

  it('takes an address in capitals for the same person, and keeps it as first written', async () => {
    const first = await subscribers().findOrCreate(someone({ address: 'Ann.Lee@example.org' }));
    const again = someone({ address: 'ann.lee@example.org' });
    expect(await subscribers().findOrCreate(again)).toEqual(first);
    expect(await subscribers().findAddress('ANN.LEE@EXAMPLE.ORG')).toEqual({
      subscriberId: first.subscriberId,
    });
  });

  it('moves the digests of someone who is there, and makes nobody of someone who is not', async () => {
    const { subscriberId } = await subscribers().findOrCreate(someone());
    await subscribers().setSchedule(subscriberId, { hour: 23, timeZone: 'Asia/Tokyo' });
    expect(await fileOf(subscriberId)).toMatchObject({
      subscriber: { hour: 23, timeZone: 'Asia/Tokyo' },
    });
    const move = subscribers().setSchedule('nobody', { hour: 23, timeZone: 'Asia/Tokyo' });
    await expect(move).rejects.toThrow();
    expect(await subscribers().file('nobody')).toBeUndefined();
  });

  describe('an address that must not be mailed', () => {
    it('is noted on its subscriber, with the first reason', async () => {
      const { subscriberId, address } = await subscribers().findOrCreate(someone());
      await subscribers().suppress(address.toUpperCase(), 'bounce', NOON);
      await subscribers().suppress(address, 'complaint', LATER);
      expect(await fileOf(subscriberId)).toMatchObject({
        subscriber: { suppressed: { reason: 'bounce', at: NOON } },
      });
      expect(await subscribers().findAddress(address)).toEqual({
        subscriberId,
        suppressed: 'bounce',
      });
    });

    it('is known before there is a subscriber, and holds for the one who comes', async () => {
      const wanted = someone();
      await subscribers().suppress(wanted.address, 'complaint', NOON);
      expect(await subscribers().findAddress(wanted.address)).toEqual({
        suppressed: 'complaint',
      });

      const made = await subscribers().findOrCreate(wanted);
      expect(made.suppressed).toEqual({ reason: 'complaint', at: NOON });
      expect(await fileOf(wanted.subscriberId)).toEqual({
        subscriber: made,
        subscriptions: [],
        digests: [],
      });
    });

    it('holds for the subscriber whom it meets while they are made', async () => {
      const people = Array.from({ length: 20 }, () => someone());
      await Promise.all(
        people.flatMap((one) => [
          subscribers().findOrCreate(one),
          subscribers().suppress(one.address, 'bounce', NOON),
        ]),
      );
      for (const { subscriberId } of people) {
        expect(await fileOf(subscriberId)).toMatchObject({
          subscriber: { suppressed: { reason: 'bounce' } },
        });
      }
    });

    it('stays so when its subscriber is erased, and when they come again', async () => {
      const first = await subscribers().findOrCreate(someone());
      await subscribers().suppress(first.address, 'bounce', NOON);
      await subscribers().erase(first);
      expect(await subscribers().findAddress(first.address)).toEqual({ suppressed: 'bounce' });
      const second = await subscribers().findOrCreate(someone({ address: first.address }));
      expect(second).toMatchObject({ suppressed: { reason: 'bounce', at: NOON } });
    });

    it('is not every address with a full mailbox', async () => {
      const { subscriberId, address } = await subscribers().findOrCreate(someone());
      await subscribers().countSoftBounce(address);
      await subscribers().countSoftBounce(address);
      expect(await subscribers().findAddress(address)).toEqual({ subscriberId, softBounces: 2 });
    });
  });

  describe('erasing', () => {
    it('leaves nothing of the person', async () => {
      const subscriber = await subscribers().findOrCreate(someone());
      const { subscriberId, address } = subscriber;
      await adapters.subscriptions.follow(
        subscriberId,
        aSubscription('lark', { frequency: 'weekly' }),
        aTopic('lark'),
        { frequency: 'weekly', dueAt: LATER },
      );
      await adapters.subscriptions.unfollow(subscriberId, 'lark');
      await subscribers().countSoftBounce(address);
      await subscribers().erase(subscriber);

      expect(await subscribers().file(subscriberId)).toBeUndefined();
      expect(await subscribers().findAddress(address)).toEqual({});
      expect(await everythingOn(subscriberId)).toBe('[]');
      expect(await everythingOn(address)).toBe('[]');
    });

    it('takes nothing from whoever has the address afterwards, should it be done twice', async () => {
      const first = await subscribers().findOrCreate(someone());
      await subscribers().erase(first);
      const second = await subscribers().findOrCreate(someone({ address: first.address }));
      await subscribers().erase(first);
      expect(await subscribers().findAddress(first.address)).toEqual({
        subscriberId: second.subscriberId,
      });
    });
  });

  it('shows all that is held on someone who follows more than one answer of DynamoDB’s holds', async () => {
    const { subscriberId } = await subscribers().findOrCreate(someone());
    // A page of an answer ends at 1 MB.
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

  /** The items of the table that hold the text. */
  async function everythingOn(text: string): Promise<string> {
    const scan = new ScanCommand({
      TableName: adapters.name('Subscribers'),
      ConsistentRead: true,
    });
    const { Items = [] } = await adapters.client.send(scan);
    return JSON.stringify(Items.filter((item) => JSON.stringify(item).includes(text)));
  }
});
