import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ConfirmationMarks } from '../../lambdas/adapters/confirmation-marks';
import { newSubscriberId } from '../../lambdas/adapters/new-id';
import { vocabularyLoader } from '../../lambdas/adapters/vocabulary';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import type { FollowRequest } from '../../lambdas/domain/follow-request';
import { cleanUpUnsubscribed } from '../../lambdas/use-cases/clean-up-unsubscribed';
import { followTopics } from '../../lambdas/use-cases/follow-topics';
import { forgetSubscriber } from '../../lambdas/use-cases/forget-subscriber';
import { moveDigests } from '../../lambdas/use-cases/move-digests';
import { unsubscribeFromAll } from '../../lambdas/use-cases/unsubscribe-from-all';
import { type Adapters, makeAdapters } from '../support/adapters';
import { expressionOf } from '../support/expressions';

const NOON = '2026-12-02T12:00:00.000Z';
const TOMORROW = '2026-12-03T08:00:00.000Z';

describe('following topics', () => {
  let adapters: Adapters;
  let count = 0;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const requestOf = (fields: Partial<FollowRequest> = {}): FollowRequest => {
    count += 1;
    return {
      address: `person${count}@example.org`,
      expressions: ['Gaza aid'],
      language: 'en',
      frequency: 'daily',
      timeZone: 'Europe/London',
      hour: 8,
      ...fields,
    };
  };
  const consent = { how: 'recorded' as const, at: NOON, text: 'in the test' };
  const follow = (request: FollowRequest) =>
    followTopics({
      findOrCreateSubscriber: adapters.subscribers.findOrCreate,
      follow: adapters.subscriptions.follow,
      moveDigests: moveDigests(scheduleDependencies()),
      setFirstLanguage: adapters.preferences.setFirstLanguage,
      maxTopicsPerSubscriber: 100,
      loadVocabulary: vocabularyLoader(adapters.client, adapters.name('Topics')),
      newId: newSubscriberId,
      now: () => NOON,
    })(request, consent);
  const fileOf = (subscriberId: string) => adapters.subscribers.file(subscriberId);
  const dueAt = async (subscriberId: string, frequency = 'daily') => {
    const key = { subscriberId, item: `digest#${frequency}` };
    return (await adapters.item('Subscribers', key))?.dueAt;
  };
  const scheduleDependencies = () => ({
    setSchedule: adapters.subscribers.setSchedule,
    reschedule: adapters.plans.reschedule,
    now: () => NOON,
  });
  const unsubscribeDependencies = () => ({
    subscriberFile: adapters.subscribers.file,
    markUnsubscribed: adapters.subscribers.markUnsubscribed,
    erase: adapters.subscribers.erase,
    cleanUp: adapters.subscriptions.cleanUp,
    now: () => NOON,
  });

  it('creates the subscriber, follows each topic as typed, and plans the first digest', async () => {
    const request = requestOf({ expressions: ['Gaza aid', '"Red Cross" OR Hezbollah'] });
    const { subscriberId, topics } = await follow(request);
    expect(topics).toEqual([
      { topicId: expect.any(String), expression: 'Gaza aid', outcome: 'followed' },
      { topicId: expect.any(String), expression: '"Red Cross" OR Hezbollah', outcome: 'followed' },
    ]);
    expect(await fileOf(subscriberId)).toMatchObject({
      subscriber: { address: request.address, timeZone: 'Europe/London', hour: 8, createdAt: NOON },
      subscriptions: { length: 2 },
      digests: [{ frequency: 'daily', round: 0, settledUntil: NOON }],
    });
    expect(await dueAt(subscriberId)).toBe(TOMORROW);
  });

  it('changes nothing if it is repeated, concurrently or later', async () => {
    const request = requestOf();
    const [one, other] = await Promise.all([follow(request), follow(request)]);
    expect(other.subscriberId).toBe(one.subscriberId);
    expect([one.topics[0]?.outcome, other.topics[0]?.outcome].sort()).toEqual([
      'followed',
      'unchanged',
    ]);
    expect((await follow(request)).topics[0]?.outcome).toBe('unchanged');
    expect((await fileOf(one.subscriberId))?.subscriptions).toHaveLength(1);
  });

  it('plans digests at the subscriber’s hour, not at the hour of a later request', async () => {
    const request = requestOf();
    const { subscriberId } = await follow(request);
    await follow({ ...request, frequency: 'weekly', hour: 20, timeZone: 'Asia/Tokyo' });
    expect((await fileOf(subscriberId))?.subscriber).toMatchObject({
      hour: 8,
      timeZone: 'Europe/London',
    });
    expect(await dueAt(subscriberId, 'weekly')).toBe('2026-12-07T08:00:00.000Z');
  });

  it('moves the digests of someone who chooses another hour with a later request', async () => {
    const request = requestOf();
    const { subscriberId } = await follow(request);
    await follow({ ...request, frequency: 'weekly', hour: 20, chosen: ['hour'] });
    expect((await fileOf(subscriberId))?.subscriber).toMatchObject({ hour: 20 });
    expect(await dueAt(subscriberId)).toBe('2026-12-02T20:00:00.000Z');
    expect(await dueAt(subscriberId, 'weekly')).toBe('2026-12-07T20:00:00.000Z');
  });

  it('plans no digest for instant topics', async () => {
    const { subscriberId } = await follow(requestOf({ frequency: 'instant' }));
    expect((await fileOf(subscriberId))?.digests).toEqual([]);
  });

  it('follows the same topic for equivalent expressions of different subscribers', async () => {
    const one = await follow(requestOf({ expressions: ['border crossing'] }));
    const other = await follow(requestOf({ expressions: ['Crossing  BORDER'] }));
    const topicId = topicIdOf(expressionOf('border crossing'));
    expect(one.topics).toMatchObject([{ topicId, expression: 'border crossing' }]);
    expect(other.topics).toMatchObject([{ topicId, expression: 'Crossing BORDER' }]);
    expect(await adapters.index.find(topicId)).toMatchObject({ followers: 2 });
  });

  it('reports an expression that is refused by now, and follows the others', async () => {
    const { subscriberId, topics } = await follow(requestOf({ expressions: ['-rain', 'plover'] }));
    expect(topics).toMatchObject([
      { expression: '-rain', outcome: 'refused', reason: expect.stringContaining('leave out') },
      { expression: 'plover', outcome: 'followed' },
    ]);
    expect((await fileOf(subscriberId))?.subscriptions).toHaveLength(1);
  });

  describe('changing the digest schedule', () => {
    const set = (
      subscriberId: string,
      { hour, timeZone = 'Europe/London' }: { hour: number; timeZone?: string },
      now = NOON,
    ) =>
      moveDigests({ ...scheduleDependencies(), now: () => now })(subscriberId, { hour, timeZone });

    it('moves the planned digests', async () => {
      const { subscriberId } = await follow(requestOf());
      await set(subscriberId, { hour: 22, timeZone: 'Asia/Tokyo' });
      expect(await dueAt(subscriberId)).toBe('2026-12-02T13:00:00.000Z');
      expect((await fileOf(subscriberId))?.subscriber).toMatchObject({
        hour: 22,
        timeZone: 'Asia/Tokyo',
      });
    });

    it('skips no digest if the new hour of its day has passed', async () => {
      const { subscriberId } = await follow(requestOf({ frequency: 'monthly' }));
      expect(await dueAt(subscriberId, 'monthly')).toBe('2027-01-01T08:00:00.000Z');

      await set(subscriberId, { hour: 6 }, '2027-01-01T07:00:00.000Z');
      expect(await dueAt(subscriberId, 'monthly')).toBe('2027-01-01T08:00:00.000Z');
      await set(subscriberId, { hour: 22 }, '2027-01-01T07:00:00.000Z');
      expect(await dueAt(subscriberId, 'monthly')).toBe('2027-01-01T22:00:00.000Z');
    });
  });

  describe('unsubscribing from all topics', () => {
    it('unfollows all topics and lists them', async () => {
      const { subscriberId } = await follow(requestOf({ expressions: ['heron', 'egret'] }));
      const unsubscribed = await unsubscribeFromAll(unsubscribeDependencies())(subscriberId);
      expect(unsubscribed).toMatchObject({ outcome: 'unsubscribed' });
      expect(unsubscribed.outcome === 'unsubscribed' && unsubscribed.topics.sort()).toEqual([
        'egret',
        'heron',
      ]);
      expect(await unsubscribeFromAll(unsubscribeDependencies())(subscriberId)).toMatchObject({
        topics: [],
      });
      expect(await unsubscribeFromAll(unsubscribeDependencies())('nobody')).toEqual({
        outcome: 'unknown',
      });
    });
  });

  describe('forgetting a subscriber', () => {
    const forget = (changes: Partial<ReturnType<typeof unsubscribeDependencies>> = {}) =>
      forgetSubscriber({
        ...unsubscribeDependencies(),
        markErased: new ConfirmationMarks(adapters.client, adapters.name('Deliveries')).markErased,
        ...changes,
      });
    const followersOf = async (expression: string) =>
      (await adapters.index.find(topicIdOf(expressionOf(expression))))?.followers;

    it('is completed by the clean-up if it crashes', async () => {
      const request = requestOf({ expressions: ['dunlin', 'knot'] });
      const { subscriberId } = await follow(request);
      const crash = () => Promise.reject(new Error('crash'));
      await expect(forget({ cleanUp: crash })(subscriberId)).rejects.toThrow('crash');
      expect(await forget()(subscriberId)).toBe('unknown');

      const later = '2026-12-02T12:02:00.000Z';
      const cleanUp = cleanUpUnsubscribed({
        pendingCleanUps: adapters.subscribers.pendingCleanUps,
        cleanUp: adapters.subscriptions.cleanUp,
        clock: () => later,
      });
      expect(await cleanUp(later)).toEqual({ cleanedUp: 1, failures: [] });
      expect(await adapters.subscribers.findAddress(request.address)).toEqual({});
      expect(await itemsOf(subscriberId)).toEqual([]);
      expect([await followersOf('dunlin'), await followersOf('knot')]).toEqual([
        undefined,
        undefined,
      ]);
    });

    it('also unfollows a topic that was followed while it ran', async () => {
      const request = requestOf({ expressions: ['godwit'] });
      const { subscriberId } = await follow(request);
      const erase: typeof adapters.subscribers.erase = async (...erased) => {
        await follow({ ...request, expressions: ['turnstone'] });
        return adapters.subscribers.erase(...erased);
      };
      expect(await forget({ erase })(subscriberId)).toBe('forgotten');
      expect(await itemsOf(subscriberId)).toEqual([]);
      expect(await followersOf('turnstone')).toBeUndefined();
    });

    it('removes everything of someone who unsubscribed just before', async () => {
      const { subscriberId } = await follow(requestOf({ expressions: ['whimbrel', 'ruff'] }));
      await adapters.subscribers.markUnsubscribed(subscriberId, NOON);
      expect(await forget()(subscriberId)).toBe('forgotten');
      expect(await itemsOf(subscriberId)).toEqual([]);
      expect([await followersOf('whimbrel'), await followersOf('ruff')]).toEqual([
        undefined,
        undefined,
      ]);
    });
  });

  async function itemsOf(subscriberId: string): Promise<unknown[]> {
    const query = new QueryCommand({
      TableName: adapters.name('Subscribers'),
      KeyConditionExpression: 'subscriberId = :id',
      ExpressionAttributeValues: { ':id': subscriberId },
      ConsistentRead: true,
    });
    return (await adapters.client.send(query)).Items ?? [];
  }
});
