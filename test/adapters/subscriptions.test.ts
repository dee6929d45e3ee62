import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { Subscriptions } from '../../lambdas/adapters/subscriptions';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';
import { aSnippet } from '../support/email-views';

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
    expect(await adapters.index.find('iris')).toBeUndefined();
  });

  it('leaves nothing but its generation when its last follower leaves', async () => {
    await follow('ann', 'tulip');
    await adapters.subscriptions.unfollow('ann', 'tulip');
    expect(await adapters.item('Topics', { key: 'topic#tulip' })).toEqual({
      key: 'topic#tulip',
      followers: 0,
      generation: 2,
      indexedGeneration: 1,
    });
    expect(await adapters.item('Topics', { key: 'term#0#en:tulip' })).toBeUndefined();
  });

  it('keeps its words if someone follows it while they are being removed', async () => {
    await follow('ann', 'peony');
    const removeWords = jest.spyOn(adapters.index, 'removeWords');
    const original = adapters.index.removeWords;
    removeWords.mockImplementationOnce(async (topic) => {
      await follow('bob', 'peony');
      await original(topic);
    });
    await adapters.subscriptions.unfollow('ann', 'peony');
    expect(await adapters.index.find('peony')).toMatchObject({
      expression: 'peony',
      followers: 1,
      generation: 2,
    });
    expect(await isIndexed('peony')).toBe(true);
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
    expect(await adapters.index.find('lily')).toBeUndefined();
  });

  it('keeps its former periods when its frequency changes', async () => {
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
          { frequency: 'instant', since: second, until: third },
          { frequency: 'weekly', since: third, until: fourth },
        ],
      },
    ]);
    expect(await adapters.index.find('aster')).toMatchObject({ followers: 1 });
  });

  it('tells when each follower followed it or changed its frequency, in the order of time', async () => {
    const key = { subscriberId: 'dan', item: 'topic#dahlia' };
    await follow('dan', 'dahlia', { since: '2026-12-02T10:00:00.000Z' });
    expect(await adapters.item('Subscribers', key)).toMatchObject({
      followersOf: 'dahlia#instant',
      followedSince: '2026-12-02T10:00:00.000Z#dan',
    });
    await follow('dan', 'dahlia', { frequency: 'daily', since: '2026-12-03T10:00:00.000Z' });
    expect(await adapters.item('Subscribers', key)).toMatchObject({
      followersOf: 'dahlia#daily',
      followedSince: '2026-12-03T10:00:00.000Z#dan',
    });
  });

  it('changes its frequency no earlier than the last digest, which has listed what matched before', async () => {
    const digestAt = '2026-12-03T08:00:00.000Z';
    await adapters.subscribers.findOrCreate(aSubscriber('eli'));
    await adapters.subscriptions.follow(
      'eli',
      aSubscription('fern', { frequency: 'daily' }),
      aTopic('fern'),
      { frequency: 'daily', dueAt: digestAt },
    );
    await adapters.rounds.end({
      subscriberId: 'eli',
      frequency: 'daily',
      round: 0,
      next: { settledUntil: '2026-12-03T07:58:00.000Z', listed: [] },
      nextDueAt: '2026-12-04T08:00:00.000Z',
      follows: 1,
      reschedules: 0,
      preparedAt: digestAt,
    });
    // The clock of this request is 30 seconds slow.
    const change = { frequency: 'instant' as const, since: '2026-12-03T07:59:35.000Z' };
    await adapters.subscriptions.changeFrequency('eli', 'fern', change);
    const { subscriptions = [] } = (await adapters.subscribers.file('eli')) ?? {};
    expect(subscriptions).toMatchObject([{ frequency: 'instant', since: digestAt }]);
  });

  it('changes its frequency after every match that is recorded, even if the clock is slow', async () => {
    await follow('guy', 'sedge');
    const match = { edition: 1, words: [], snippet: aSnippet('*sedge*') };
    for (const [briefingId, second] of [
      ['new', '40'],
      ['old', '10'],
    ] as const) {
      const matchedAt = `2026-12-03T10:00:${second}.000Z`;
      await adapters.matches.record({ ...match, topicId: 'sedge', briefingId, matchedAt });
    }
    const change = { frequency: 'daily' as const, since: '2026-12-03T10:00:20.000Z' };
    await adapters.subscriptions.changeFrequency('guy', 'sedge', change);
    const { subscriptions = [] } = (await adapters.subscribers.file('guy')) ?? {};
    expect(subscriptions).toMatchObject([
      { frequency: 'daily', since: '2026-12-03T10:00:40.001Z' },
    ]);
  });

  it('changes its frequency no earlier than what the digests of the new frequency have covered', async () => {
    const idleSince = '2026-12-03T08:00:00.000Z';
    const firstDigest = { frequency: 'daily' as const, dueAt: idleSince };
    await adapters.subscribers.findOrCreate(aSubscriber('fae'));
    await follow('fae', 'moss');
    const daily = { frequency: 'daily' as const, since: '2026-12-02T10:00:00.000Z' };
    await adapters.subscriptions.changeFrequency('fae', 'moss', daily, firstDigest);
    await follow('fae', 'moss', { since: '2026-12-02T11:00:00.000Z' });
    await adapters.rounds.end({
      subscriberId: 'fae',
      frequency: 'daily',
      round: 0,
      next: { settledUntil: idleSince, listed: [] },
      follows: 1,
      reschedules: 0,
      preparedAt: idleSince,
    });
    const again = { frequency: 'daily' as const, since: '2026-12-03T07:59:35.000Z' };
    await adapters.subscriptions.changeFrequency('fae', 'moss', again, firstDigest);
    const { subscriptions = [] } = (await adapters.subscribers.file('fae')) ?? {};
    expect(subscriptions).toMatchObject([{ frequency: 'daily', since: idleSince }]);
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
    expect(await adapters.index.find('orchid')).toBeUndefined();
    expect(
      (await adapters.followersOf({ topicId: 'orchid', frequency: 'instant' })).subscriberIds,
    ).toEqual([]);
  });

  it('gets no digest plan for a follower who was erased meanwhile', async () => {
    await follow('zoe', 'peony');
    // They followed the topic while they were being erased, so this subscription was left behind.
    await adapters.subscribers.erase(aSubscriber('zoe'), '2026-12-02T09:00:00.000Z');
    const firstDigest = { frequency: 'monthly' as const, dueAt: '2027-01-01T08:00:00.000Z' };
    const change = { frequency: 'monthly' as const, since: '2026-12-02T10:00:00.000Z' };
    expect(await adapters.subscriptions.changeFrequency('zoe', 'peony', change, firstDigest)).toBe(
      'not-followed',
    );
    const plan = { subscriberId: 'zoe', item: 'digest#monthly' };
    expect(await adapters.item('Subscribers', plan)).toBeUndefined();
  });
});

describe('a subscriber', () => {
  let adapters: Adapters;
  let subscriptions: Subscriptions;
  beforeAll(async () => {
    adapters = await makeAdapters();
    const tables = { subscribers: adapters.name('Subscribers'), topics: adapters.name('Topics') };
    subscriptions = new Subscriptions(adapters.client, tables, adapters.index, {
      maxTopicsPerSubscriber: 3,
      newestMatchAt: adapters.matches.newestMatchAt,
    });
  });
  afterAll(() => adapters.remove());

  const follow = (subscriberId: string, topicId: string, fields = {}) =>
    subscriptions.follow(subscriberId, aSubscription(topicId, fields), aTopic(topicId));
  const followed = async (subscriberId: string) =>
    (await adapters.subscribers.file(subscriberId))?.subscriptions.map(({ topicId }) => topicId);

  it('can follow no more topics than the limit, but change those that they follow', async () => {
    await adapters.subscribers.findOrCreate(aSubscriber('ann'));
    for (const topicId of ['a', 'b', 'c']) expect(await follow('ann', topicId)).toBe('followed');
    expect(await follow('ann', 'd')).toBe('too-many');
    expect(await adapters.index.find('d')).toBeUndefined();
    expect(await follow('ann', 'c', { frequency: 'daily' })).toBe('changed');
    await subscriptions.unfollow('ann', 'a');
    expect(await follow('ann', 'd')).toBe('followed');
    expect(await followed('ann')).toEqual(['b', 'c', 'd']);
  });

  it('cannot exceed the limit by following many topics concurrently', async () => {
    await adapters.subscribers.findOrCreate(aSubscriber('bob'));
    const topics = ['e', 'f', 'g', 'h', 'i', 'j'];
    const outcomes = await Promise.all(topics.map((topicId) => follow('bob', topicId)));
    expect(outcomes.filter((outcome) => outcome === 'followed')).toHaveLength(3);
    expect(await followed('bob')).toHaveLength(3);
  });

  it('who unsubscribed from everything can follow as many topics again before the clean-up', async () => {
    await adapters.subscribers.findOrCreate(aSubscriber('cat'));
    for (const topicId of ['k', 'l', 'm']) await follow('cat', topicId);
    await adapters.subscribers.markUnsubscribed('cat', '2026-12-02T12:00:00.000Z');
    expect(await follow('cat', 'n')).toBe('followed');
    expect(await followed('cat')).toEqual(['n']);
  });
});
