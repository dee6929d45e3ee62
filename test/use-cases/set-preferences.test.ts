import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import type { SubscriberFile } from '../../lambdas/domain/subscriber';
import { type PreferencesForm, setPreferences } from '../../lambdas/use-cases/set-preferences';
import { aSubscriber, aSubscription } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('setting preferences', () => {
  let calls: unknown[][];
  let file: SubscriberFile;
  beforeEach(() => {
    calls = [];
    file = {
      subscriber: aSubscriber('ann', { weekday: 5 }),
      subscriptions: [],
      digests: [],
      alerts: NO_ALERTS,
      unsubscribes: 0,
    };
  });
  const record =
    <Result>(name: string, result: Result) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return result;
    };
  const empty: PreferencesForm = {
    hour: '',
    timeZone: '',
    weekday: '',
    monthDay: '',
    wordingLanguage: '',
    quietFrom: '',
    quietTo: '',
    maxAlertsPerDay: '',
  };
  const set = (form: Partial<PreferencesForm>) =>
    setPreferences({
      storePreferences: record('store', true),
      reschedule: record('reschedule', undefined),
      bringAlertsForward: record('bring forward', undefined),
      sendDeliveries: record('send', undefined),
      subscriberFile: async () => file,
      alertLimits: { windowMs: 15 * 60_000, maxPerDay: 20 },
      now: () => NOON,
    })(file, { ...empty, ...form });

  it('stores every field, and then moves the digests that may be planned', async () => {
    const form = {
      hour: '20',
      timeZone: 'Asia/Tokyo',
      weekday: '5',
      wordingLanguage: 'ar',
      quietFrom: '22',
      quietTo: '6',
      maxAlertsPerDay: '3',
    };
    expect(await set(form)).toEqual({ outcome: 'set', wordingLanguage: 'ar' });
    const due = (dueAt: string) => expect.objectContaining({ dueAt });
    expect(calls).toEqual([
      [
        'store',
        'ann',
        {
          hour: 20,
          timeZone: 'Asia/Tokyo',
          weekday: 5,
          monthDay: undefined,
          wordingLanguage: 'ar',
          quietHours: { from: 22, to: 6 },
          maxAlertsPerDay: 3,
        },
      ],
      ['reschedule', 'ann', 'daily', due('2026-12-03T11:00:00.000Z')],
      ['reschedule', 'ann', 'weekly', due('2026-12-04T11:00:00.000Z')],
      ['reschedule', 'ann', 'monthly', due('2027-01-01T11:00:00.000Z')],
    ]);
  });

  describe('with another day', () => {
    /** Just after `NOON`: any digest that is not due yet moves. */
    const AT_ONCE = '2026-12-02T12:00:00.001Z';
    const moves = () =>
      calls.filter(([name, , frequency]) => name === 'reschedule' && frequency === 'weekly');

    it('moves digests before it is stored, so that a second press after a crash need not, and after', async () => {
      await set({ weekday: '2' });
      expect(calls.map(([name, , frequency]) => `${name} ${frequency}`)).toEqual([
        'reschedule daily',
        'reschedule weekly',
        'reschedule monthly',
        'store [object Object]',
        'reschedule daily',
        'reschedule weekly',
        'reschedule monthly',
      ]);
    });

    it('moves the next digest to it, however far away it is', async () => {
      await set({ weekday: '2' });
      const tuesday = { dueAt: '2026-12-08T08:00:00.000Z', earliest: AT_ONCE };
      expect(moves()).toEqual([
        ['reschedule', 'ann', 'weekly', tuesday],
        ['reschedule', 'ann', 'weekly', tuesday],
      ]);
    });

    it('moves no digest so far that matches which wait for it expire', async () => {
      file.subscriptions = [
        aSubscription('gaza', { frequency: 'weekly', since: '2026-06-01T08:00:00.000Z' }),
      ];
      const settledUntil = '2026-08-20T08:00:00.000Z';
      const plan = { round: 1, follows: 1, reschedules: 0, listed: [] };
      file.digests = [{ ...plan, frequency: 'weekly', settledUntil }];
      await set({ weekday: '2' });
      expect(moves()[0]).toContainEqual({
        dueAt: '2026-12-08T08:00:00.000Z',
        earliest: '2026-12-08T08:00:00.000Z',
      });
    });
  });

  it('keeps what cannot be left out and removes the rest if a field is empty', async () => {
    await set({});
    expect(calls[0]).toStrictEqual([
      'store',
      'ann',
      {
        hour: 8,
        timeZone: 'Europe/London',
        weekday: 5,
        monthDay: undefined,
        wordingLanguage: 'en',
        quietHours: undefined,
        maxAlertsPerDay: undefined,
      },
    ]);
  });

  it('moves digests to their first usual time after a pause', async () => {
    file.subscriber = aSubscriber('ann', { pausedUntil: '2026-12-10T08:00:00.000Z' });
    await set({});
    expect(calls[1]).toEqual([
      'reschedule',
      'ann',
      'daily',
      expect.objectContaining({ dueAt: '2026-12-10T08:00:00.000Z' }),
    ]);
  });

  it('refuses each wrong field and stores nothing', async () => {
    const wrong = {
      hour: '25',
      timeZone: 'Mars',
      weekday: '8',
      monthDay: '31',
      wordingLanguage: 'tlh',
      quietFrom: '22',
      maxAlertsPerDay: '0',
    };
    const outcome = await set(wrong);
    expect(outcome).toMatchObject({
      outcome: 'refused',
      errors: {
        hour: { code: 'unknownHour' },
        timeZone: { code: 'unknownTimeZone' },
        weekday: { code: 'unknownWeekday' },
        monthDay: { code: 'unknownMonthDay' },
        wordingLanguage: { code: 'unknownLanguage' },
        quietFrom: { code: 'unknownQuietHours' },
        maxAlertsPerDay: { code: 'unknownMaxAlerts' },
      },
    });
    expect(await set({ hour: '25' })).toMatchObject({ errors: { hour: {} } });
    expect(calls).toEqual([]);
  });

  describe('with alerts that wait', () => {
    const wait = (dueAt: string, subscriber = {}) => {
      file.subscriber = aSubscriber('ann', subscriber);
      file.alerts = { ...NO_ALERTS, round: 4, gathered: [{ briefingId: 'b', edition: 1 }], dueAt };
    };
    const TOMORROW = '2026-12-03T06:00:00.000Z';

    it('sends them at once if they need not wait any longer', async () => {
      wait(TOMORROW);
      await set({});
      expect(calls.slice(-2)).toEqual([
        ['bring forward', 'ann', NOON],
        ['send', [{ kind: 'gathered', subscriberId: 'ann', round: 4 }]],
      ]);
    });

    it('sends them at the end of their window', async () => {
      wait(TOMORROW);
      const endsAt = '2026-12-02T12:10:00.000Z';
      file.alerts.window = { endsAt, openedBy: 'alert', day: '2026-12-02', emails: 1 };
      await set({});
      expect(calls.at(-1)).toEqual(['bring forward', 'ann', endsAt]);
    });

    it('lets them wait for the preferences as they are now', async () => {
      wait(TOMORROW, { quietHours: { from: 11, to: 15 } });
      await set({});
      expect(calls.at(-1)).toEqual(['bring forward', 'ann', '2026-12-02T15:00:00.000Z']);
    });
  });
});
