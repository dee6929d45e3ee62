import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

describe('a followed topic', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const follow = async (subscriberId: string, topicId: string, fields = {}) => {
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
    const subscription = aSubscription(topicId, fields);
    return adapters.subscriptions.follow(subscriberId, subscription, aTopic(topicId));
  };
  const isIndexed = async (topicId: string) =>
    (await adapters.candidateIds(`en:${topicId}`)).length > 0;

  it('is indexed with its first follower and removed with its last', async () => {
    await follow('ann', 'iris');
    await follow('bob', 'iris');
    expect(await adapters.index.find('iris')).toMatchObject({ followers: 2 });

    await adapters.subscriptions.unfollow('ann', 'iris');
    expect(await isIndexed('iris')).toBe(true);
    await adapters.subscriptions.unfollow('bob', 'iris');
    expect(await isIndexed('iris')).toBe(false);
    expect(await adapters.index.find('iris')).toMatchObject({ followers: 0 });
  });

  it('is indexed again when someone follows it later', async () => {
    await follow('ann', 'rose');
    await adapters.subscriptions.unfollow('ann', 'rose');
    await follow('bob', 'rose');
    expect(await isIndexed('rose')).toBe(true);
  });

  it('counts each follower once', async () => {
    expect(await follow('ann', 'lily')).toBe('followed');
    expect(await follow('ann', 'lily')).toBe('unchanged');
    expect(await follow('ann', 'lily', { frequency: 'daily' })).toBe('changed');
    expect(await adapters.index.find('lily')).toMatchObject({ followers: 1 });
    expect(await adapters.subscriptions.unfollow('ann', 'lily')).toBe('unfollowed');
    expect(await adapters.subscriptions.unfollow('ann', 'lily')).toBe('not-followed');
    expect(await adapters.index.find('lily')).toMatchObject({ followers: 0 });
  });

  it('keeps the periods of former digests when its frequency changes', async () => {
    const days = ['02', '03', '04', '05'].map((day) => `2026-12-${day}T10:00:00.000Z`);
    const [first = '', second = '', third = '', fourth = ''] = days;
    await adapters.subscribers.findOrCreate(aSubscriber('cat'));
    await follow('cat', 'aster', { frequency: 'daily', since: first });
    await follow('cat', 'aster', { frequency: 'instant', since: second });
    await follow('cat', 'aster', { frequency: 'weekly', since: third });
    await follow('cat', 'aster', { frequency: 'daily', since: fourth });

    const { subscriptions = [] } = (await adapters.subscribers.file('cat')) ?? {};
    expect(subscriptions).toMatchObject([
      {
        frequency: 'daily',
        since: fourth,
        formerly: [
          { frequency: 'daily', since: first, until: second },
          { frequency: 'weekly', since: third, until: fourth },
        ],
      },
    ]);
    expect(await adapters.index.find('aster')).toMatchObject({ followers: 1 });
  });

  it('lists its followers by frequency, page by page', async () => {
    const people = Array.from({ length: 25 }, (_, number) => `person${100 + number}`);
    for (const person of people) await follow(person, 'tulip');
    await follow('other', 'tulip', { frequency: 'weekly' });

    const tulip = { topicId: 'tulip', frequency: 'instant' } as const;
    const { subscriberIds } = await adapters.followersOf(tulip);
    expect(subscriberIds.sort()).toEqual(people);
    const { since } = aSubscription('tulip');
    const rest = await adapters.followersOf(tulip, `${since}#person119`);
    expect(rest.subscriberIds).toHaveLength(5);
  });

  it('stays indexed and counted correctly while hundreds follow and unfollow it concurrently', async () => {
    const people = Array.from({ length: 200 }, (_, number) => `person${number}`);
    const stays = (person: string) => Number(person.slice('person'.length)) % 4 === 0;
    await Promise.all(
      people.map(async (person) => {
        await follow(person, 'daisy');
        if (!stays(person)) await adapters.subscriptions.unfollow(person, 'daisy');
      }),
    );

    const remaining = people.filter(stays);
    expect(await adapters.index.find('daisy')).toMatchObject({ followers: remaining.length });
    expect(await isIndexed('daisy')).toBe(true);
    const { subscriberIds } = await adapters.followersOf({
      topicId: 'daisy',
      frequency: 'instant',
    });
    expect(subscriberIds).toHaveLength(remaining.length);
  }, 60_000);

  it('stays indexed if its last follower leaves while another one follows', async () => {
    for (let round = 0; round < 25; round += 1) {
      await follow('first', `poppy${round}`);
      await Promise.all([
        adapters.subscriptions.unfollow('first', `poppy${round}`),
        follow('second', `poppy${round}`),
      ]);
      expect(await isIndexed(`poppy${round}`)).toBe(true);
      expect(await adapters.index.find(`poppy${round}`)).toMatchObject({ followers: 1 });
    }
  });

  it('can be unfollowed even if its item was lost', async () => {
    await follow('ann', 'thistle');
    await adapters.client.send(
      new DeleteCommand({ TableName: adapters.name('Topics'), Key: { key: 'topic#thistle' } }),
    );
    expect(await adapters.subscriptions.unfollow('ann', 'thistle')).toBe('unfollowed');
    expect(
      (await adapters.followersOf({ topicId: 'thistle', frequency: 'instant' })).subscriberIds,
    ).toEqual([]);
  });

  it('gets no follower who was erased meanwhile', async () => {
    const followed = adapters.subscriptions.follow(
      'gone',
      aSubscription('orchid'),
      aTopic('orchid'),
    );
    await expect(followed).rejects.toThrow('erased');
    expect(await adapters.index.find('orchid')).toMatchObject({ followers: 0 });
    expect(
      (await adapters.followersOf({ topicId: 'orchid', frequency: 'instant' })).subscriberIds,
    ).toEqual([]);
  });

  it('gets no digest plan for a follower who was erased meanwhile', async () => {
    await follow('zoe', 'peony');
    // They followed the topic while they were being erased, so this subscription was left behind.
    await adapters.subscribers.erase(aSubscriber('zoe'));
    const firstDigest = { frequency: 'monthly' as const, dueAt: '2027-01-01T08:00:00.000Z' };
    const change = { frequency: 'monthly' as const, since: '2026-12-02T10:00:00.000Z' };
    expect(await adapters.subscriptions.changeFrequency('zoe', 'peony', change, firstDigest)).toBe(
      'not-followed',
    );
    const plan = { subscriberId: 'zoe', item: 'digest#monthly' };
    expect(await adapters.item('Subscribers', plan)).toBeUndefined();
  });
});
