import { BatchWriteCommand, DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { changeFrequency } from '../../lambdas/use-cases/change-frequency';
import { cleanUpUnsubscribed } from '../../lambdas/use-cases/clean-up-unsubscribed';
import { unsubscribeFromAll } from '../../lambdas/use-cases/unsubscribe-from-all';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const LATER = '2026-12-02T12:05:00.000Z';

describe('unsubscribing from everything', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  type Dependencies = Parameters<typeof unsubscribeFromAll>[0];
  const unsubscribe = (subscriberId: string, changes: Partial<Dependencies> = {}) =>
    unsubscribeFromAll({
      subscriberFile: adapters.subscribers.file,
      markUnsubscribed: adapters.subscribers.markUnsubscribed,
      cleanUp: adapters.subscriptions.cleanUp,
      now: () => NOON,
      ...changes,
    })(subscriberId);
  /** Time is up at once. */
  const withoutCleanUp = { cleanUp: async () => 'unfinished' as const };
  const cleanUp = (now = LATER) =>
    cleanUpUnsubscribed({
      pendingCleanUps: adapters.subscribers.pendingCleanUps,
      cleanUp: adapters.subscriptions.cleanUp,
      clock: () => now,
    })(now);
  const follow = async (subscriberId: string, topicId: string, fields = {}) => {
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
    const subscription = aSubscription(topicId, fields);
    return adapters.subscriptions.follow(subscriberId, subscription, aTopic(topicId));
  };
  const fileOf = (subscriberId: string) => adapters.subscribers.file(subscriberId);
  const followersOf = async (topicId: string) => (await adapters.index.find(topicId))?.followers;
  const isIndexed = async (topicId: string) =>
    (await adapters.candidateIds(`en:${topicId}`)).length > 0;
  const removeNote = async (subscriberId: string) => {
    const Key = { subscriberId, item: 'clean-up' };
    const TableName = adapters.name('Subscribers');
    await adapters.client.send(new DeleteCommand({ TableName, Key }));
  };
  const items = async (subscriberId: string) => {
    const query = new QueryCommand({
      TableName: adapters.name('Subscribers'),
      KeyConditionExpression: 'subscriberId = :id',
      ExpressionAttributeValues: { ':id': subscriberId },
      ConsistentRead: true,
    });
    const { Items = [] } = await adapters.client.send(query);
    return Items.map(({ item }) => String(item));
  };

  /** Stores this many subscriptions as older versions did, without counters. */
  async function storeMany(subscriberId: string, count: number): Promise<void> {
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
    const requests = Array.from({ length: count }, (_, number) => {
      const topicId = `many${number}`;
      const keys = { subscriberId, item: `topic#${topicId}`, followersOf: `${topicId}#instant` };
      return { PutRequest: { Item: { ...keys, ...aSubscription(topicId) } } };
    });
    const table = adapters.name('Subscribers');
    for (let start = 0; start < count; start += 25) {
      const RequestItems = { [table]: requests.slice(start, start + 25) };
      await adapters.client.send(new BatchWriteCommand({ RequestItems }));
    }
  }

  it('stops a thousand topics at once', async () => {
    await storeMany('ann', 1_000);
    expect((await fileOf('ann'))?.subscriptions).toHaveLength(1_000);
    expect(await unsubscribe('ann', withoutCleanUp)).toMatchObject({
      outcome: 'unsubscribed',
      topics: { length: 1_000 },
    });
    expect(await fileOf('ann')).toMatchObject({
      subscriber: { unsubscribedAt: NOON },
      subscriptions: [],
    });
    expect(await unsubscribe('ann', withoutCleanUp)).toMatchObject({ topics: [] });
    await adapters.subscriptions.cleanUp('ann', () => true);
    expect((await items('ann')).length).toBe(1_002);
    await removeNote('ann');
  });

  it('removes what it stopped, as far as time allows, and the rest later', async () => {
    const topicIds = Array.from({ length: 60 }, (_, number) => `rest${number}`);
    for (const topicId of topicIds) await follow('amy', topicId);
    await follow('bob', 'rest7');

    // A second passes with every look at the clock, so that time is soon up.
    let seconds = 0;
    const now = () => new Date(Date.parse(NOON) + 1000 * seconds++).toISOString();
    expect(await unsubscribe('amy', { now })).toMatchObject({ topics: { length: 60 } });
    const left = await items('amy');
    expect(left.length).toBeGreaterThan(40);
    expect(left.length).toBeLessThan(62);

    expect(await cleanUp()).toEqual({ cleanedUp: 1, failures: [] });
    expect(await items('amy')).toEqual(['profile']);
    const topics = [...(await adapters.index.byIds(topicIds)).values()];
    expect(topics).toMatchObject([{ topicId: 'rest7', followers: 1 }]);
    const indexed = await adapters.candidateIds(...topicIds.map((topicId) => `en:${topicId}`));
    expect(indexed).toEqual(['rest7']);
    expect(await cleanUp()).toEqual({ cleanedUp: 0, failures: [] });
  }, 60_000);

  it('is cleaned up correctly after a crash in the middle', async () => {
    const topicIds = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
    for (const topicId of topicIds) await follow('cat', topicId);
    let removed = 0;
    adapters.client.middlewareStack.add(
      (next) => (call) => {
        const isRemoval = JSON.stringify(call.input).includes('"Delete"');
        if (isRemoval) removed += 1;
        return isRemoval && removed > 3 ? Promise.reject(new Error('crash')) : next(call);
      },
      { step: 'initialize', name: 'crash' },
    );
    const unsubscribed = await unsubscribe('cat');
    adapters.client.middlewareStack.remove('crash');
    expect(unsubscribed).toMatchObject({ outcome: 'unsubscribed' });
    expect(removed).toBe(6);
    expect(await items('cat')).toContain('clean-up');
    expect((await fileOf('cat'))?.subscriptions).toEqual([]);

    expect(await cleanUp()).toEqual({ cleanedUp: 1, failures: [] });
    expect(await items('cat')).toEqual(['profile']);
    for (const topicId of topicIds) expect(await followersOf(topicId)).toBeUndefined();
  });

  it('leaves a topic that is followed again before the clean-up', async () => {
    for (const topicId of ['d1', 'd2']) await follow('dee', topicId);
    await unsubscribe('dee', withoutCleanUp);
    expect(await follow('dee', 'd1', { frequency: 'daily', since: NOON })).toBe('followed');
    expect(await followersOf('d1')).toBe(1);

    expect(await cleanUp()).toEqual({ cleanedUp: 1, failures: [] });
    expect((await fileOf('dee'))?.subscriptions).toMatchObject([
      { topicId: 'd1', frequency: 'daily', since: NOON },
    ]);
    expect((await fileOf('dee'))?.subscriptions[0]).not.toHaveProperty('formerly');
    expect([await followersOf('d1'), await followersOf('d2')]).toEqual([1, undefined]);
    expect(await isIndexed('d1')).toBe(true);
  });

  it('keeps counts right when a topic is followed again during the clean-up', async () => {
    for (let round = 0; round < 10; round += 1) {
      const topicId = `again${round}`;
      await follow('eve', topicId);
      await unsubscribe('eve', withoutCleanUp);
      await Promise.all([
        adapters.subscriptions.cleanUp('eve', () => false),
        follow('eve', topicId, { since: NOON }),
      ]);
      await adapters.subscriptions.cleanUp('eve', () => false);
      expect((await fileOf('eve'))?.subscriptions).toMatchObject([{ topicId }]);
      expect(await followersOf(topicId)).toBe(1);
      expect(await isIndexed(topicId)).toBe(true);
      await adapters.subscriptions.unfollow('eve', topicId);
    }
  }, 60_000);

  it('twice leaves nothing, even if the first clean-up ends after the second mark', async () => {
    await follow('fay', 'f1');
    await unsubscribe('fay', withoutCleanUp);
    let isFirst = true;
    adapters.client.middlewareStack.add(
      (next) => async (call) => {
        // Just before the first clean-up removes its own note.
        if (isFirst && JSON.stringify(call.input).includes('"item":"clean-up"')) {
          isFirst = false;
          await follow('fay', 'f2');
          await unsubscribe('fay', withoutCleanUp);
        }
        return next(call);
      },
      { step: 'initialize', name: 'interleave' },
    );
    expect(await adapters.subscriptions.cleanUp('fay', () => false)).toBe('unfinished');
    adapters.client.middlewareStack.remove('interleave');
    expect(await items('fay')).toEqual(['clean-up', 'profile', 'topic#f2']);

    expect(await cleanUp()).toEqual({ cleanedUp: 1, failures: [] });
    expect(await items('fay')).toEqual(['profile']);
    expect([await followersOf('f1'), await followersOf('f2')]).toEqual([undefined, undefined]);
  });

  it('is never undone by saving a frequency at the same time', async () => {
    const change = changeFrequency({
      changeFrequency: adapters.subscriptions.changeFrequency,
      now: () => NOON,
    });
    for (let round = 0; round < 25; round += 1) {
      const [person, topicId] = [`gus${round}`, `g${round}`];
      await follow(person, topicId);
      const file = await fileOf(person);
      if (file === undefined) throw new Error('There is no such subscriber.');
      const save = () => change(file.subscriber, topicId, 'daily');
      await Promise.all([save(), unsubscribe(person)]);
      expect((await fileOf(person))?.subscriptions).toEqual([]);
      // The page was open in another tab.
      expect(await save()).toBe('not-followed');
      expect((await fileOf(person))?.subscriptions).toEqual([]);
      expect(await followersOf(topicId)).toBeUndefined();
    }
  }, 60_000);

  it('is not undone by a clock that is slow', async () => {
    await follow('hal', 'h1', { since: '2026-12-02T12:00:30.000Z' });
    await unsubscribe('hal', { ...withoutCleanUp, now: () => NOON });
    expect((await fileOf('hal'))?.subscriptions).toEqual([]);
    await follow('hal', 'h1', { since: '2026-12-02T11:59:45.000Z' });
    expect((await fileOf('hal'))?.subscriptions).toMatchObject([{ topicId: 'h1' }]);
    expect(await cleanUp()).toEqual({ cleanedUp: 1, failures: [] });
  });

  it('leaves the clean-up of the last minute to the run that unsubscribed', async () => {
    await follow('ida', 'i1');
    await unsubscribe('ida', withoutCleanUp);
    expect(await cleanUp('2026-12-02T12:00:59.000Z')).toEqual({ cleanedUp: 0, failures: [] });
    expect(await cleanUp('2026-12-02T12:01:01.000Z')).toEqual({ cleanedUp: 1, failures: [] });
  });

  it('cleans up after the others if it fails for one person', async () => {
    const failure = new Error('DynamoDB is away.');
    const run = cleanUpUnsubscribed({
      pendingCleanUps: async () => ['one', 'two'],
      cleanUp: async (subscriberId) => {
        if (subscriberId === 'one') throw failure;
        return 'finished';
      },
      clock: () => LATER,
    });
    expect(await run(LATER)).toEqual({ cleanedUp: 1, failures: [failure] });
  });

  it('stops cleaning up when time is up', async () => {
    let minutes = 0;
    const run = cleanUpUnsubscribed({
      pendingCleanUps: async () => ['one', 'two'],
      cleanUp: async () => {
        minutes = 2;
        return 'unfinished';
      },
      clock: () => new Date(Date.parse(LATER) + minutes * 60_000).toISOString(),
    });
    expect(await run(LATER)).toEqual({ cleanedUp: 0, failures: [] });
  });
});
