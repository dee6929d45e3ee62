import { correctionRecipients } from '../../lambdas/adapters/correction-recipients';
import { DeliveryLog } from '../../lambdas/adapters/delivery-log';
import { type AlertRequest, deliveryIdOf } from '../../lambdas/domain/delivery';
import {
  type FanOutPass,
  type FanOutRequest,
  fanOutRequestSchema,
} from '../../lambdas/domain/fan-out-request';
import type { Frequency } from '../../lambdas/domain/frequency';
import { type FanOutDependencies, fanOut } from '../../lambdas/use-cases/fan-out';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

const MATCHED_AT = '2026-12-02T12:00:00.000Z';
const MINUTE_MS = 60_000;
const PLENTY_MS = 30_000;

describe('fanning out', () => {
  let adapters: Adapters;
  let now: string;
  let alerts: AlertRequest[];
  let messages: { request: FanOutRequest; delaySeconds: number }[];
  let waitingAlerts: number;
  let count = 0;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  beforeEach(() => {
    now = MATCHED_AT;
    alerts = [];
    messages = [];
    waitingAlerts = 0;
    count += 1;
  });
  afterAll(() => adapters.remove());

  const minutesLater = (minutes: number) =>
    new Date(Date.parse(MATCHED_AT) + minutes * MINUTE_MS).toISOString();
  /** The name of a topic or person that no other test uses. */
  const unique = (name: string) => `${name}-${count}`;
  const follow = async (
    name: string,
    topic: string,
    { frequency = 'instant' as Frequency, since = '2026-12-01T10:00:00.000Z' } = {},
  ) => {
    await adapters.subscribers.findOrCreate(aSubscriber(unique(name)));
    await adapters.subscriptions.follow(
      unique(name),
      aSubscription(unique(topic), { frequency, since }),
      aTopic(unique(topic)),
    );
  };
  const key = () => ({ briefingId: unique('border'), edition: 2, index: 0 });
  const storePart = (...topics: string[]) =>
    adapters.records.complete(
      {
        ...key(),
        topicIds: topics.map(unique),
        firstMatchedAt: MATCHED_AT,
        matchedAt: MATCHED_AT,
      },
      1,
      now,
    );
  const requestOf = (pass?: FanOutPass): FanOutRequest => ({
    kind: 'fan-out',
    ...key(),
    ...(pass === undefined ? {} : { pass }),
  });
  const run = (
    pass?: FanOutPass,
    fields: Partial<FanOutDependencies> & { timeLeftMs?: () => number } = {},
  ) => {
    const { timeLeftMs = () => PLENTY_MS, ...dependencies } = fields;
    // A request goes through a queue.
    const request = fanOutRequestSchema.parse(JSON.parse(JSON.stringify(requestOf(pass))));
    return fanOut({
      followersOf: adapters.followersOf,
      recipientsOf: correctionRecipients(
        new DeliveryLog(adapters.client, adapters.name('Deliveries')),
      ),
      records: adapters.records,
      withoutDelivery: adapters.records.withoutDelivery,
      sendAlerts: async (requests) => {
        alerts.push(...requests);
      },
      countWaitingAlerts: async () => waitingAlerts,
      queueFanOut: async (requests, delaySeconds = 0) => {
        messages.push(...requests.map((request) => ({ request, delaySeconds })));
      },
      now: () => now,
      ...dependencies,
    })(request, timeLeftMs);
  };
  /** The people who got an alert, without the number of the test. */
  const told = () => alerts.map(({ subscriberId }) => subscriberId.split('-')[0]).sort();
  const record = () => adapters.item('Deliveries', { deliveryId: recordId() });
  const recordId = () => {
    const [prefix] = deliveryIdOf({ kind: 'alert', ...key(), subscriberId: '' }).split(/-2-$/);
    return `${prefix?.replace('alert', 'fan-out')}-2-0`;
  };
  /** Records the delivery of the alert in the ledger. */
  const claim = async (name: string) => {
    const { briefingId, edition } = key();
    const request = { kind: 'alert', briefingId, edition, subscriberId: unique(name) } as const;
    await adapters.ledger.claim(deliveryIdOf(request), { request, now });
  };

  it('creates one alert for each instant follower of any of the topics', async () => {
    await follow('ann', 'gaza');
    await follow('ann', 'aid');
    await follow('bob', 'aid');
    await follow('cat', 'aid', { frequency: 'daily' });
    await storePart('gaza', 'aid');
    expect(await run(1)).toEqual({ outcome: 'fanned-out', pass: 1, alerts: 2 });
    expect(told()).toEqual(['ann', 'bob']);
    const { briefingId, edition } = key();
    expect(alerts[0]).toEqual({ kind: 'alert', briefingId, edition, subscriberId: unique('ann') });
  });

  it('does nothing for a part that does not exist', async () => {
    expect(await run(1)).toEqual({ outcome: 'nothing-to-do' });
  });

  it('waits until all matches of the briefing are recorded', async () => {
    await follow('ann', 'gaza');
    const { briefingId, edition } = key();
    const part = { briefingId, edition, topicIds: [unique('gaza')] };
    const times = { firstMatchedAt: MATCHED_AT, matchedAt: MATCHED_AT };
    await adapters.records.add({ ...part, ...times }, 1, now);
    const runPart1 = () =>
      fanOut({
        followersOf: adapters.followersOf,
        recipientsOf: async () => ({ subscriberIds: [] }),
        records: adapters.records,
        withoutDelivery: adapters.records.withoutDelivery,
        sendAlerts: async (requests) => {
          alerts.push(...requests);
        },
        countWaitingAlerts: async () => 0,
        queueFanOut: async () => {},
        now: () => now,
      })({ ...requestOf(1), index: 1 }, () => PLENTY_MS);
    expect(await runPart1()).toEqual({ outcome: 'not-complete' });
    expect(alerts).toEqual([]);
    await storePart();
    expect(await runPart1()).toMatchObject({ outcome: 'fanned-out', alerts: 1 });
  });

  it('looks again two minutes later for those whom the index did not show yet', async () => {
    await follow('ann', 'gaza');
    await storePart('gaza');
    await run(1);
    expect(messages).toEqual([{ request: requestOf(2), delaySeconds: 120 }]);
    await follow('bob', 'gaza', { since: minutesLater(-1) });
    now = minutesLater(2);
    expect(await run(2)).toEqual({ outcome: 'fanned-out', pass: 2, alerts: 1 });
    expect(told()).toEqual(['ann', 'bob']);
  });

  it('finds those who switched to a digest after the match and before the fan-out', async () => {
    await follow('ann', 'gaza');
    await follow('bob', 'gaza', { frequency: 'daily' });
    await storePart('gaza');
    const change = { frequency: 'weekly', since: minutesLater(1) } as const;
    await adapters.subscriptions.changeFrequency(unique('ann'), unique('gaza'), change);
    now = minutesLater(2);
    await run(1);
    expect(told()).toEqual([]);
    now = minutesLater(4);
    await run(2);
    expect(told()).toEqual(['ann']);
  });

  it('finds in the end every follower whose alert is not in the ledger, and no other', async () => {
    await follow('ann', 'gaza');
    await follow('bob', 'gaza');
    await storePart('gaza');
    await run(1);
    await run(2);
    await claim('bob');
    alerts = [];
    now = minutesLater(15);
    expect(await run()).toEqual({ outcome: 'fanned-out', pass: 3, alerts: 1 });
    expect(told()).toEqual(['ann']);
    expect(await run()).toEqual({ outcome: 'nothing-to-do' });
    expect(await record()).toMatchObject({ status: 'finished', finishedAt: now, queued: 3 });
    expect(await record()).not.toHaveProperty('unfinishedShard');
  });

  it('postpones the last pass while alerts wait to be sent', async () => {
    await follow('ann', 'gaza');
    await storePart('gaza');
    await run(1);
    await run(2);
    alerts = [];
    now = minutesLater(15);
    waitingAlerts = 100;
    expect(await run()).toEqual({ outcome: 'postponed', waitingAlerts: 100 });
    expect(await record()).toMatchObject({ checkAt: minutesLater(25), dueAt: minutesLater(25) });
    now = minutesLater(25);
    waitingAlerts = 99;
    expect(await run()).toMatchObject({ outcome: 'fanned-out', pass: 3 });
    expect(told()).toEqual(['ann']);
  });

  it('ignores a repeated message for a pass that is finished', async () => {
    await follow('ann', 'gaza');
    await storePart('gaza');
    await run(1);
    expect(await run(1)).toEqual({ outcome: 'nothing-to-do' });
    expect(told()).toEqual(['ann']);
  });

  it('ignores a message of recover that comes before the pass is due', async () => {
    await follow('ann', 'gaza');
    await storePart('gaza');
    await run(1);
    expect(await run()).toEqual({ outcome: 'nothing-to-do' });
    now = minutesLater(2);
    expect(await run()).toMatchObject({ pass: 2 });
  });

  it('is found by recover if its messages are lost, in every pass', async () => {
    await storePart('gaza');
    const unfinished = { status: 'waiting', request: JSON.stringify(requestOf()) };
    expect(await record()).toMatchObject({ ...unfinished, checkAt: minutesLater(15) });
    await run(1);
    expect(await record()).toMatchObject({ ...unfinished, pass: 2, checkAt: minutesLater(17) });
    now = minutesLater(2);
    await run(2);
    expect(await record()).toMatchObject({ ...unfinished, pass: 3, checkAt: minutesLater(12) });
    expect(await record()).toHaveProperty('unfinishedShard');
  });

  describe('with thousands of followers', () => {
    const followers = Array.from({ length: 5_500 }, (_, number) => `person${10_000 + number}`);
    const pageOf: FanOutDependencies['followersOf'] = async (_query, after) => {
      const start = after === undefined ? 0 : followers.indexOf(after) + 1;
      const subscriberIds = followers.slice(start, start + 1_000);
      const last = subscriberIds.at(-1);
      const isEnd = last === followers.at(-1);
      return { subscriberIds, ...(last === undefined || isEnd ? {} : { last }) };
    };

    it('saves how far it has come, and continues there after a crash', async () => {
      await storePart('gaza');
      let sent = 0;
      const sendAlerts = async (requests: AlertRequest[]) => {
        sent += 1;
        if (sent > 3) throw new Error('The queue does not answer.');
        alerts.push(...requests);
      };
      await expect(run(1, { followersOf: pageOf, sendAlerts })).rejects.toThrow('does not answer');
      expect(await record()).toMatchObject({ cursor: { query: 0, after: 'person12999' } });
      await run(1, { followersOf: pageOf });
      expect(alerts.map(({ subscriberId }) => subscriberId)).toEqual(followers);
      expect(await record()).toMatchObject({ pass: 2, queued: 5_500 });
      expect(await record()).not.toHaveProperty('cursor');
    });

    it('leaves the rest to another run if there is not enough time', async () => {
      await storePart('gaza');
      let pages = 0;
      const timeLeftMs = () => {
        pages += 1;
        return pages > 3 ? 9_999 : 10_000;
      };
      const outcome = await run(1, { followersOf: pageOf, timeLeftMs });
      expect(outcome).toEqual({ outcome: 'continues', pass: 1, alerts: 3_000 });
      expect(messages).toEqual([{ request: requestOf(1), delaySeconds: 0 }]);
      await run(1, { followersOf: pageOf });
      expect(alerts.map(({ subscriberId }) => subscriberId)).toEqual(followers);
    });

    it('stops if another run has finished the pass', async () => {
      await storePart('gaza');
      const sendAlerts = async () => {
        if (alerts.length === 0) await run(1, { followersOf: pageOf });
      };
      const outcome = await run(1, { followersOf: pageOf, sendAlerts });
      expect(outcome).toEqual({ outcome: 'nothing-to-do' });
      expect(await record()).toMatchObject({ pass: 2, queued: 5_500 });
    });
  });

  it('reads several topics at a time, each to its end', async () => {
    const topics = Array.from({ length: 25 }, (_, number) => `topic${number}`);
    await storePart(...topics);
    let concurrent = 0;
    let maxConcurrent = 0;
    const followersOf: FanOutDependencies['followersOf'] = async ({ topicId }, after) => {
      concurrent += 1;
      maxConcurrent = Math.max(maxConcurrent, concurrent);
      await Promise.resolve();
      concurrent -= 1;
      if (after) return { subscriberIds: [`${topicId}-second`] };
      return { subscriberIds: [`${topicId}-first`], last: `${topicId}-first` };
    };
    expect(await run(1, { followersOf })).toMatchObject({ alerts: 50 });
    expect(new Set(alerts.map(({ subscriberId }) => subscriberId)).size).toBe(50);
    expect(maxConcurrent).toBe(10);
  });

  describe('a correction', () => {
    const FIRST = 1;
    const storeCorrection = () =>
      adapters.records.complete(
        { ...key(), corrects: FIRST, topicIds: [], firstMatchedAt: now, matchedAt: now },
        1,
        now,
      );
    const requestTo = (name: string, edition: number) => ({
      kind: 'alert' as const,
      briefingId: key().briefingId,
      edition,
      subscriberId: unique(name),
    });
    /** Puts an alert into the ledger: sent, or only claimed. */
    const deliver = async (name: string, { edition = FIRST, sentAt = '' } = {}) => {
      const request = requestTo(name, edition);
      await adapters.ledger.claim(deliveryIdOf(request), { request, now });
      if (sentAt === '') return;
      await adapters.ledger.markSent(deliveryIdOf(request), { now: sentAt, messageId: 'm' });
    };

    it('goes to those who got what it corrects, and to nobody who follows the topic since', async () => {
      await follow('late', 'gaza');
      await deliver('ann', { sentAt: MATCHED_AT });
      await deliver('bob', { sentAt: MATCHED_AT });
      await storeCorrection();
      expect(await run(1)).toEqual({ outcome: 'fanned-out', pass: 1, alerts: 2 });
      expect(told()).toEqual(['ann', 'bob']);
      expect(alerts[0]).toMatchObject({ edition: 2, corrects: FIRST });
    });

    it('is queued in a later pass for those whose email was on its way, and for nobody twice', async () => {
      await deliver('ann', { sentAt: MATCHED_AT });
      await deliver('bob');
      await storeCorrection();
      await run(1);
      await deliver('ann', { edition: 2, sentAt: MATCHED_AT });
      const bob = requestTo('bob', FIRST);
      await adapters.ledger.markSent(deliveryIdOf(bob), { now: minutesLater(1), messageId: 'm' });
      now = minutesLater(3);
      await run(2);
      expect(told()).toEqual(['ann', 'bob']);
      await deliver('bob', { edition: 2, sentAt: now });
      now = minutesLater(20);
      await run();
      expect(told()).toEqual(['ann', 'bob']);
      expect(await record()).toMatchObject({ status: 'finished' });
    });

    it('does not go to those whose email was written after it was stored', async () => {
      await deliver('ann', { sentAt: minutesLater(5) });
      await storeCorrection();
      await run(1);
      expect(told()).toEqual([]);
    });

    it('does not go to those who got no email about it', async () => {
      const dropped = requestTo('ann', FIRST);
      await adapters.ledger.drop(deliveryIdOf(dropped), {
        now,
        reason: 'muted',
        request: dropped,
      });
      await deliver('bob', { edition: 3, sentAt: MATCHED_AT });
      await storeCorrection();
      await run(1);
      expect(told()).toEqual([]);
    });
  });
});
