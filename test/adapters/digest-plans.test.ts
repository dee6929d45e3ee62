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

describe('the plans of digests', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const plan = async (subscriberId: string, dueAt = EIGHT, topicId = 'rain') => {
    await adapters.subscribers.findOrCreate(aSubscriber(subscriberId));
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
    ...fields,
  });
  const ends = (subscriberId: string, fields = {}) =>
    adapters.plans.advance(progressOf(subscriberId, fields));

  it('find each that is due, wherever it stands, from its time on', async () => {
    // Their ids end in many letters, by which they are spread.
    const people = Array.from({ length: 40 }, (_, number) => `early${number.toString(36)}`);
    await Promise.all(people.map((person) => plan(person, '2026-12-01T08:00:00.000Z')));
    expect(await dueBy('2026-12-01T07:59:59.999Z')).toEqual([]);
    const due = await dueBy('2026-12-01T08:00:00.000Z');
    expect(due.map(({ subscriberId }) => subscriberId).sort()).toEqual(people.sort());
    expect(due[0]).toMatchObject({ frequency: 'daily', round: 0 });
  });

  it('are read on where an answer of DynamoDB’s ends', async () => {
    const answers = [
      { Items: [{ subscriberId: 'one' }], LastEvaluatedKey: { subscriberId: 'one' } },
      { Items: [{ subscriberId: 'two' }] },
    ];
    const send = jest.spyOn(adapters.client, 'send');
    for (const answer of answers) send.mockImplementationOnce(async () => answer);
    const due = await dueBy('2026-11-01T00:00:00.000Z');
    const [first, second] = send.mock.calls.map(([command]) => JSON.stringify(command.input));
    send.mockRestore();
    expect(first).toContain('":shard":"0"');
    expect(second).toContain('":shard":"0"');
    expect(second).toContain('"ExclusiveStartKey":{"subscriberId":"one"}');
    expect(due.map(({ subscriberId }) => subscriberId)).toEqual(['one', 'two']);
  });

  it('are asked for again later, once, by two runs that found the same', async () => {
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

  it('are not put off by a run that saw the round before', async () => {
    await plan('bob');
    const [due] = await dueOf('bob', EIGHT);
    if (due === undefined) throw new Error('The digest is not due.');
    await ends('bob', { nextDueAt: TOMORROW });
    await adapters.plans.postpone(due, LATER);
    expect(await dueOf('bob', LATER)).toEqual([]);
    expect(await dueOf('bob', TOMORROW)).toEqual([{ ...due, round: 1, dueAt: TOMORROW }]);
  });

  it('move on by one round, though two end it', async () => {
    await plan('cat');
    await Promise.all([
      ends('cat', { nextDueAt: TOMORROW }),
      ends('cat', { nextDueAt: '2026-12-04T08:00:00.000Z' }),
    ]);
    expect(await dueOf('cat', '2026-12-05T08:00:00.000Z')).toMatchObject([{ round: 1 }]);
  });

  it('rest when nothing is followed any more', async () => {
    await plan('dee');
    await ends('dee');
    expect(await dueOf('dee', '2030-01-01T00:00:00.000Z')).toEqual([]);
    expect((await adapters.subscribers.file('dee'))?.digests).toMatchObject([{ round: 1 }]);
  });

  it('do not rest when something was followed while it was found that nothing is', async () => {
    await plan('eve');
    await plan('eve', TOMORROW, 'snow');
    await ends('eve', { follows: 1 });
    // The digest is still due, and whoever makes it sees the new topic.
    expect(await dueOf('eve', EIGHT)).toMatchObject([{ round: 0 }]);
  });

  it('wake when something is followed again, at the new time', async () => {
    await plan('fay');
    await ends('fay');
    await plan('fay', TOMORROW, 'snow');
    expect(await dueOf('fay', TOMORROW)).toMatchObject([{ round: 1, dueAt: TOMORROW }]);
  });

  it('keep their time when another topic is followed', async () => {
    await plan('gus');
    await plan('gus', TOMORROW, 'snow');
    expect(await dueOf('gus', EIGHT)).toMatchObject([{ dueAt: EIGHT }]);
  });

  it('are moved to another time, unless they rest', async () => {
    await plan('hal');
    await adapters.plans.reschedule('hal', 'daily', TOMORROW);
    expect(await dueOf('hal', TOMORROW)).toMatchObject([{ dueAt: TOMORROW }]);

    await ends('hal');
    await adapters.plans.reschedule('hal', 'daily', EIGHT);
    expect(await dueOf('hal', '2030-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('are not made for someone who has none', async () => {
    await adapters.plans.reschedule('nobody', 'weekly', EIGHT);
    await ends('nobody', { nextDueAt: TOMORROW });
    for (const item of ['digest#daily', 'digest#weekly']) {
      expect(await adapters.item('Subscribers', { subscriberId: 'nobody', item })).toBeUndefined();
    }
  });
});
