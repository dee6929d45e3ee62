import type { DigestProgress } from '../../lambdas/domain/delivery';
import type { DueDigest } from '../../lambdas/use-cases/queue-due-digests';
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
  const dueBy = async (time: string): Promise<DueDigest[]> => {
    const all: DueDigest[] = [];
    for await (const page of adapters.plans.dueBy(time)) all.push(...page);
    return all;
  };
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
    adapters.plans.advance(progressOf(subscriberId, fields));

  it('are due from their time on, in every shard', async () => {
    // Enough subscribers that every shard has some.
    const people = Array.from({ length: 40 }, (_, number) => `early${number.toString(36)}`);
    await Promise.all(people.map((person) => plan(person, '2026-12-01T08:00:00.000Z')));
    expect(await dueBy('2026-12-01T07:59:59.999Z')).toEqual([]);
    const due = await dueBy('2026-12-01T08:00:00.000Z');
    expect(due.map(({ subscriberId }) => subscriberId).sort()).toEqual(people.sort());
    expect(due[0]).toMatchObject({ frequency: 'daily', round: 0 });
  });

  it('are read page by page', async () => {
    const pages = [
      { Items: [{ subscriberId: 'one' }], LastEvaluatedKey: { subscriberId: 'one' } },
      { Items: [{ subscriberId: 'two' }] },
    ];
    const send = jest.spyOn(adapters.client, 'send');
    for (const page of pages) send.mockImplementationOnce(async () => page);
    const due = await dueBy('2026-11-01T00:00:00.000Z');
    const [first, second] = send.mock.calls.map(([command]) => JSON.stringify(command.input));
    send.mockRestore();
    expect(first).toContain('":shard":"0"');
    expect(second).toContain('":shard":"0"');
    expect(second).toContain('"ExclusiveStartKey":{"subscriberId":"one"}');
    expect(due.map(({ subscriberId }) => subscriberId)).toEqual(['one', 'two']);
  });

  it('are postponed once by two concurrent runs', async () => {
    await plan('ann');
    const [due] = await dueOf('ann', EIGHT);
    if (due === undefined) throw new Error('The digest is not due.');
    await Promise.all([
      adapters.plans.postpone(due, LATER),
      adapters.plans.postpone(due, '2026-12-02T08:16:00.000Z'),
    ]);
    expect(await dueOf('ann', '2026-12-02T08:14:59.000Z')).toEqual([]);
    const [again] = await dueOf('ann', '2026-12-02T08:16:00.000Z');
    expect(again).toMatchObject({ round: 0 });
    expect([LATER, '2026-12-02T08:16:00.000Z']).toContain(again?.dueAt);
  });

  it('are not postponed by a run that read the previous round', async () => {
    await plan('bob');
    const [due] = await dueOf('bob', EIGHT);
    if (due === undefined) throw new Error('The digest is not due.');
    await endRound('bob', { nextDueAt: TOMORROW });
    await adapters.plans.postpone(due, LATER);
    expect(await dueOf('bob', LATER)).toEqual([]);
    expect(await dueOf('bob', TOMORROW)).toEqual([{ ...due, round: 1, dueAt: TOMORROW }]);
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
