import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import { pauseEmails, resumeEmails } from '../../lambdas/use-cases/pause-emails';
import {
  type Adapters,
  aSubscriber,
  aSubscription,
  aTopic,
  makeAdapters,
} from '../support/adapters';

/** A Wednesday. Ann's digests are due at 08:00 in London. */
const NOON = '2026-12-02T12:00:00.000Z';
const TOMORROW = '2026-12-03T08:00:00.000Z';
const MONDAY = '2026-12-07T08:00:00.000Z';
const PAUSE_END = '2026-12-09T08:00:00.000Z';

describe('a pause', () => {
  let adapters: Adapters;
  let ann: string;
  let people = 0;
  let now: string;
  let sent: DeliveryRequest[];
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());
  beforeEach(async () => {
    people += 1;
    ann = `ann-${people}`;
    now = NOON;
    sent = [];
    await adapters.subscribers.findOrCreate(aSubscriber(ann));
    const follow = (topicId: string, frequency: 'daily' | 'weekly', dueAt: string) =>
      adapters.subscriptions.follow(
        ann,
        aSubscription(topicId, { frequency, since: '2026-12-02T09:00:00.000Z' }),
        aTopic(topicId),
        { frequency, dueAt },
      );
    await follow('gaza', 'daily', TOMORROW);
    await follow('fire', 'weekly', MONDAY);
  });
  const dependencies = () => ({
    storePreferences: adapters.preferences.set,
    reschedule: adapters.plans.reschedule,
    subscriberFile: adapters.subscribers.file,
    bringAlertsForward: adapters.rounds.alerts.bringForward,
    sendDeliveries: async (requests: DeliveryRequest[]) => {
      sent.push(...requests);
    },
    alertLimits: { windowMs: 15 * 60_000, maxPerDay: 20 },
    now: () => now,
  });
  const file = async () => {
    const found = await adapters.subscribers.file(ann);
    if (found === undefined) throw new Error('Ann is not stored.');
    return found;
  };
  const pause = async (date: string) => pauseEmails(dependencies())(await file(), date);
  const resume = async () => resumeEmails(dependencies())(await file());
  const due = async () => {
    const dueAt = async (item: string) =>
      (await adapters.item('Subscribers', { subscriberId: ann, item }))?.dueAt;
    return { daily: await dueAt('digest#daily'), weekly: await dueAt('digest#weekly') };
  };
  const gather = async (until: string) => {
    const { preferenceChanges = 0 } = await file();
    const request = { kind: 'alert' as const, briefingId: 'b', edition: 1, subscriberId: ann };
    const gathering = {
      subscriberId: ann,
      alert: { briefingId: 'b', edition: 1 },
      until,
      round: 0,
      isFirst: true,
      preferenceChanges,
    };
    await adapters.ledger.gather(`alert-${ann}`, { request, now, gathering });
  };
  const alertsDueAt = async () => (await file()).alerts.dueAt;

  it('moves digests to their first usual time after it', async () => {
    expect(await pause('2026-12-09')).toEqual({ outcome: 'paused', until: PAUSE_END });
    expect((await file()).subscriber.pausedUntil).toBe(PAUSE_END);
    expect(await due()).toEqual({ daily: PAUSE_END, weekly: '2026-12-14T08:00:00.000Z' });
  });

  it('leaves a digest alone that is due already: it finds the pause when it is prepared', async () => {
    now = '2026-12-03T08:01:00.000Z';
    await pause('2026-12-09');
    expect((await due()).daily).toBe(TOMORROW);
  });

  it('is refused without a date, and changes nothing', async () => {
    expect(await pause('soon')).toMatchObject({ outcome: 'refused', code: 'unknownDate' });
    expect((await file()).subscriber.pausedUntil).toBeUndefined();
    expect(await due()).toEqual({ daily: TOMORROW, weekly: MONDAY });
  });

  it('can be made shorter: what waits for its end comes earlier', async () => {
    await pause('2026-12-20');
    await gather('2026-12-20T08:00:00.000Z');
    await pause('2026-12-09');
    expect(await due()).toEqual({ daily: PAUSE_END, weekly: '2026-12-14T08:00:00.000Z' });
    expect(await alertsDueAt()).toBe(PAUSE_END);
    expect(sent).toEqual([]);
  });

  it('cannot be extended until what waits has expired', async () => {
    await gather(TOMORROW);
    expect(await pause('2026-12-30')).toMatchObject({ outcome: 'paused' });
    now = '2026-12-29T12:00:00.000Z';
    expect(await pause('2027-01-27')).toMatchObject({ outcome: 'paused' });
    now = '2027-01-26T12:00:00.000Z';
    expect(await pause('2027-02-24')).toMatchObject({ code: 'pauseTooLongNow', values: [9] });
    expect(await pause('2027-02-04')).toMatchObject({ outcome: 'paused' });
    now = '2027-02-04T07:00:00.000Z';
    expect(await pause('2027-02-05')).toMatchObject({ code: 'pauseNotNow' });
    expect((await file()).subscriber.pausedUntil).toBe('2027-02-04T08:00:00.000Z');
  });

  describe('that ends early', () => {
    it('sends at once the digests that were due in it and the alerts that wait', async () => {
      await pause('2026-12-09');
      await gather(PAUSE_END);
      now = '2026-12-04T10:00:00.000Z';
      await resume();
      expect((await file()).subscriber.pausedUntil).toBeUndefined();
      expect(await due()).toEqual({ daily: now, weekly: MONDAY });
      expect(await alertsDueAt()).toBe(now);
      expect(sent).toEqual([
        { kind: 'gathered', subscriberId: ann, round: 0 },
        { kind: 'digest', subscriberId: ann, frequency: 'daily', round: 0 },
      ]);
    });

    it('sends nothing if nothing was due in it', async () => {
      await pause('2026-12-09');
      now = '2026-12-02T15:00:00.000Z';
      await resume();
      expect(await due()).toEqual({ daily: TOMORROW, weekly: MONDAY });
      expect(sent).toEqual([]);
    });

    it('changes nothing if there was none', async () => {
      await resume();
      expect(await due()).toEqual({ daily: TOMORROW, weekly: MONDAY });
      expect(sent).toEqual([]);
    });
  });

  describe('found by a digest that is being prepared', () => {
    const progress = async (nextDueAt: string) => {
      const [plan] = (await file()).digests;
      if (plan === undefined) throw new Error('There is no plan.');
      const { frequency, round, follows, reschedules, settledUntil, listed } = plan;
      const next = { settledUntil, listed };
      const counts = { round, follows, reschedules };
      return { subscriberId: ann, frequency, ...counts, next, nextDueAt, preparedAt: now };
    };
    const request = () =>
      ({ kind: 'digest', subscriberId: ann, frequency: 'daily', round: 0 }) as const;

    it('postpones it without covering anything', async () => {
      const before = (await file()).digests[0];
      const postponed = { request: request(), now, progress: await progress(PAUSE_END) };
      expect(await adapters.ledger.postpone('digest-0', postponed)).toEqual({
        outcome: 'postponed',
      });
      expect((await file()).digests[0]).toEqual({ ...before, round: 1 });
      expect((await due()).daily).toBe(PAUSE_END);
    });

    it('does not keep it waiting if the pause ends in the same moment', async () => {
      const found = await progress(PAUSE_END);
      now = '2026-12-03T08:02:00.000Z';
      await resume();
      await adapters.ledger.postpone(`digest-${ann}`, { request: request(), now, progress: found });
      expect((await due()).daily).toBe(now);
      expect((await file()).digests[0]).toMatchObject({ round: 1 });
    });
  });
});
