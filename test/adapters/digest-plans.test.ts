import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DigestProgress } from '../../lambdas/domain/delivery-progress';
import {
  DUE_SHARDS,
  type DueDigestsRequest,
  type DueShard,
  type DueWindow,
  dueDigestsRequestSchema,
} from '../../lambdas/domain/due-digests';
import type { DueDigest, DueDigestsPage } from '../../lambdas/use-cases/queue-due-digests';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const EIGHT = '2026-12-02T08:00:00.000Z';
const LATER = '2026-12-02T08:15:00.000Z';
const TOMORROW = '2026-12-03T08:00:00.000Z';

describe('digest plans', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const plan = async (subscriberId: string, dueAt = EIGHT, topicId = 'rain') => {
    const subscription = aSubscription(topicId, { frequency: 'daily' });
    const firstDigest = { frequency: 'daily' as const, dueAt };
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
    await adapters.subscriptions.follow(subscriberId, subscription, aTopic(topicId), firstDigest);
  };
  const dueIn = async (shard: DueShard, window: DueWindow): Promise<DueDigest[]> => {
    const all: DueDigest[] = [];
    let rest: DueDigestsRequest | undefined = { shard, ...window };
    while (rest !== undefined) {
      const page: DueDigestsPage = await adapters.plans.dueDigests(rest);
      all.push(...page.digests);
      rest = page.last && { shard, ...window, startAfter: page.last };
    }
    return all;
  };
  const dueBy = async (time: string): Promise<DueDigest[]> => {
    const shards = await Promise.all(
      DUE_SHARDS.map((shard) => dueIn(shard, { from: '', to: time })),
    );
    return shards.flat();
  };
  const table = () => adapters.name('Subscribers');
  const inBatches = async (requests: object[]) => {
    for (let start = 0; start < requests.length; start += 25) {
      const batch = { [table()]: requests.slice(start, start + 25) };
      await adapters.client.send(new BatchWriteCommand({ RequestItems: batch as never }));
    }
  };
  const keyOf = (subscriberId: string) => ({ subscriberId, item: 'digest#daily' });
  const putPlans = (subscriberIds: string[], dueShard: DueShard, dueAt: string) =>
    inBatches(
      subscriberIds.map((id) => ({
        PutRequest: { Item: { ...keyOf(id), frequency: 'daily', round: 0, dueShard, dueAt } },
      })),
    );
  const removePlans = (subscriberIds: string[]) =>
    inBatches(subscriberIds.map((id) => ({ DeleteRequest: { Key: keyOf(id) } })));
  const dueOf = async (subscriberId: string, time: string) =>
    (await dueBy(time)).filter((due) => due.subscriberId === subscriberId);
  const progressOf = (subscriberId: string, fields = {}): DigestProgress => ({
    subscriberId,
    frequency: 'daily',
    round: 0,
    next: { settledUntil: EIGHT, listed: [] },
    follows: 1,
    reschedules: 0,
    preparedAt: EIGHT,
    ...fields,
  });
  const endRound = (subscriberId: string, fields = {}) =>
    adapters.rounds.end(progressOf(subscriberId, fields));

  it('are due from their time on, in every shard', async () => {
    // Enough subscribers that every shard has some.
    const people = Array.from({ length: 40 }, (_, number) => `early${number.toString(36)}`);
    await Promise.all(people.map((person) => plan(person, '2026-12-01T08:00:00.000Z')));
    expect(await dueBy('2026-12-01T07:59:59.999Z')).toEqual([]);
    const due = await dueBy('2026-12-01T08:00:00.000Z');
    expect(due.map(({ subscriberId }) => subscriberId).sort()).toEqual(people.sort());
    expect(due[0]).toMatchObject({ frequency: 'daily', round: 0 });
  });

  it('are read a thousand at a time, and the next page starts after the last digest', async () => {
    const dueAt = '2026-11-02T08:00:00.000Z';
    const due = Array.from({ length: 1_003 }, (_, number) => `many${number}`);
    await putPlans(due, '5', dueAt);
    const request = { shard: '5', from: dueAt, to: dueAt } as const;

    const first = await adapters.plans.dueDigests(request);
    expect(first.digests).toHaveLength(1_000);
    if (first.last === undefined) throw new Error('There is no next page.');
    const startAfter = dueDigestsRequestSchema.shape.startAfter.parse(first.last);
    const second = await adapters.plans.dueDigests({ ...request, startAfter });
    expect(second).not.toHaveProperty('last');
    const read = [...first.digests, ...second.digests].map(({ subscriberId }) => subscriberId);
    expect(read.sort()).toEqual(due.sort());
    await removePlans(due);
  });

  it('are read only within the window, both ends included', async () => {
    const times = [
      '2026-11-03T07:59:59.999Z',
      '2026-11-03T08:00:00.000Z',
      '2026-11-03T08:15:00.000Z',
    ];
    for (const [index, time] of times.entries()) await putPlans([`within${index}`], '6', time);
    const within = async (from: string, to: string) =>
      (await dueIn('6', { from, to })).map(({ subscriberId }) => subscriberId);
    const [before = '', from = '', to = ''] = times;
    expect(await within(from, to)).toEqual(['within1', 'within2']);
    expect(await within('', from)).toEqual(['within0', 'within1']);
    expect(await adapters.plans.shardsWithDue({ from, to })).toEqual(['6']);
    expect(await adapters.plans.shardsWithDue({ from: '', to: before })).toEqual(['6']);
    expect(await adapters.plans.shardsWithDue({ from: '', to: '2026-11-01T00:00:00Z' })).toEqual(
      [],
    );
    await removePlans(times.map((_, index) => `within${index}`));
  });

  it('are counted in all shards', async () => {
    const time = '2026-10-01T08:00:00.000Z';
    await putPlans(['counted1', 'counted2'], '0', time);
    await putPlans(['counted3'], '15', time);
    expect(await adapters.plans.countDueBy(time)).toBe(3);
    expect(await adapters.plans.countDueBy('2026-10-01T07:59:59.999Z')).toBe(0);
    await removePlans(['counted1', 'counted2', 'counted3']);
  });

  it('are requested until a time that two concurrent runs move once', async () => {
    const { plans } = adapters;
    expect(await plans.queuedUntil()).toBeUndefined();
    await Promise.all([
      plans.moveQueuedUntil(undefined, EIGHT),
      plans.moveQueuedUntil(undefined, LATER),
    ]);
    const first = await plans.queuedUntil();
    expect([EIGHT, LATER]).toContain(first);
    await plans.moveQueuedUntil(first, TOMORROW);
    await plans.moveQueuedUntil(first, '2026-12-04T08:00:00.000Z');
    expect(await plans.queuedUntil()).toBe(TOMORROW);
    await plans.moveQueuedUntil(TOMORROW, EIGHT);
    expect(await plans.queuedUntil()).toBe(EIGHT);
  });

  it('advance by one round if two writers end it concurrently', async () => {
    await plan('cat');
    await Promise.all([
      endRound('cat', { nextDueAt: TOMORROW }),
      endRound('cat', { nextDueAt: '2026-12-04T08:00:00.000Z' }),
    ]);
    expect(await dueOf('cat', '2026-12-05T08:00:00.000Z')).toMatchObject([{ round: 1 }]);
  });

  it('are no longer due if the subscriber follows no topic at the frequency', async () => {
    await plan('dee');
    await endRound('dee');
    expect(await dueOf('dee', '2030-01-01T00:00:00.000Z')).toEqual([]);
    expect((await adapters.subscribers.file('dee'))?.digests).toMatchObject([{ round: 1 }]);
  });

  it('stay due if the subscriber follows a topic while the round ends', async () => {
    await plan('eve');
    await plan('eve', TOMORROW, 'snow');
    await endRound('eve', { follows: 1 });
    // The digest is still due, and its next delivery includes the new topic.
    expect(await dueOf('eve', EIGHT)).toMatchObject([{ round: 0 }]);
  });

  it('are due again, at the new time, when the subscriber follows a topic later', async () => {
    await plan('fay');
    await endRound('fay');
    await plan('fay', TOMORROW, 'snow');
    expect(await dueOf('fay', TOMORROW)).toMatchObject([{ round: 1, dueAt: TOMORROW }]);
  });

  it('keep their time when the subscriber follows another topic', async () => {
    await plan('gus');
    await plan('gus', TOMORROW, 'snow');
    expect(await dueOf('gus', EIGHT)).toMatchObject([{ dueAt: EIGHT }]);
  });

  it('are moved to another time only if they are planned', async () => {
    await plan('hal');
    await adapters.plans.reschedule('hal', 'daily', { dueAt: TOMORROW, earliest: EIGHT });
    expect(await dueOf('hal', TOMORROW)).toMatchObject([{ dueAt: TOMORROW }]);

    await endRound('hal');
    await adapters.plans.reschedule('hal', 'daily', { dueAt: EIGHT, earliest: EIGHT });
    expect(await dueOf('hal', '2030-01-01T00:00:00.000Z')).toEqual([]);
  });

  describe('whose subscriber chooses another hour while a digest is being sent', () => {
    const AT_20 = '2026-12-02T20:00:00.000Z';
    const setHour = async (subscriberId: string, hour: number, dueAt = AT_20) => {
      await adapters.subscribers.setSchedule(subscriberId, { hour, timeZone: 'UTC' });
      await adapters.plans.reschedule(subscriberId, 'daily', { dueAt, earliest: EIGHT });
    };

    it('are due at the new hour afterwards', async () => {
      await plan('jim');
      await setHour('jim', 20);
      // The digest was prepared before, so the next one is due at the old hour.
      await endRound('jim', { nextDueAt: TOMORROW });
      expect(await dueOf('jim', TOMORROW)).toMatchObject([{ round: 1, dueAt: AT_20 }]);
      await endRound('jim', { round: 1, nextDueAt: '2026-12-03T20:00:00.000Z', reschedules: 1 });
      expect(await dueOf('jim', '2026-12-04T00:00:00.000Z')).toMatchObject([
        { round: 2, dueAt: '2026-12-03T20:00:00.000Z' },
      ]);
    });

    it('are due at the last hour that was chosen', async () => {
      await plan('kay');
      await setHour('kay', 20);
      await setHour('kay', 9, '2026-12-02T09:00:00.000Z');
      await endRound('kay', { nextDueAt: TOMORROW });
      expect(await dueOf('kay', TOMORROW)).toMatchObject([{ dueAt: '2026-12-02T09:00:00.000Z' }]);
    });

    it('are due at the new hour even if the digest of that day was not moved', async () => {
      await plan('liv', '2026-12-02T07:00:00.000Z');
      await setHour('liv', 20);
      expect(await dueOf('liv', EIGHT)).toMatchObject([{ dueAt: '2026-12-02T07:00:00.000Z' }]);
      await endRound('liv', { nextDueAt: TOMORROW });
      expect(await dueOf('liv', TOMORROW)).toMatchObject([{ dueAt: AT_20 }]);
    });

    it('do not return to an ended round', async () => {
      await plan('max');
      await endRound('max', { nextDueAt: TOMORROW });
      await setHour('max', 20);
      await endRound('max', { nextDueAt: '2026-12-09T08:00:00.000Z' });
      expect(await dueOf('max', TOMORROW)).toMatchObject([{ round: 1, dueAt: AT_20 }]);
    });

    it('become idle all the same if no topic is left', async () => {
      await plan('ned');
      await setHour('ned', 20);
      await endRound('ned');
      expect(await dueOf('ned', '2030-01-01T00:00:00.000Z')).toEqual([]);
    });
  });

  it('keep their time if moving them would skip a digest', async () => {
    await plan('ida');
    const nextMonth = { dueAt: '2027-01-01T08:00:00.000Z', earliest: LATER };
    await adapters.plans.reschedule('ida', 'daily', nextMonth);
    expect(await dueOf('ida', EIGHT)).toMatchObject([{ dueAt: EIGHT }]);
  });

  it('are not created by moving or ending one that does not exist', async () => {
    await adapters.plans.reschedule('nobody', 'weekly', { dueAt: EIGHT, earliest: EIGHT });
    await endRound('nobody', { nextDueAt: TOMORROW });
    for (const item of ['digest#daily', 'digest#weekly']) {
      expect(await adapters.item('Subscribers', { subscriberId: 'nobody', item })).toBeUndefined();
    }
  });
});
