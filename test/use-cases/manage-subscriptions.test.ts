import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import { changeFrequency } from '../../lambdas/use-cases/change-frequency';
import {
  type ManageSubscriptionsDependencies,
  manageSubscriptions,
} from '../../lambdas/use-cases/manage-subscriptions';
import { setDigestSchedule } from '../../lambdas/use-cases/set-digest-schedule';
import { aSubscriber, aSubscription } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';
const NOTHING = { outcome: 'nothing-to-do' };

describe('managing subscriptions', () => {
  let calls: unknown[][];
  beforeEach(() => {
    calls = [];
  });
  const plan = { round: 1, follows: 1, reschedules: 0, settledUntil: NOON, listed: [] };
  const file = {
    subscriber: aSubscriber('ann'),
    subscriptions: [
      aSubscription('fire'),
      aSubscription('gaza', { expression: 'Gaza aid' }),
      aSubscription('rain'),
    ],
    alerts: NO_ALERTS,
    unsubscribes: 0,
    digests: [
      { frequency: 'daily' as const, ...plan },
      { frequency: 'monthly' as const, ...plan },
    ],
  };
  const manage = (changes: Partial<ManageSubscriptionsDependencies> = {}) =>
    manageSubscriptions({
      unfollow: async (...unfollowed) => calls.push(['unfollow', ...unfollowed]),
      changeFrequency: changeFrequency({
        changeFrequency: async (...changed) => {
          calls.push(['change', ...changed]);
          return 'changed';
        },
        now: () => NOON,
      }),
      setSchedule: setDigestSchedule({
        setSchedule: async (...set) => {
          calls.push(['set', ...set]);
        },
        reschedule: async (...moved) => {
          calls.push(['reschedule', ...moved]);
        },
        now: () => NOON,
      }),
      addTopic: async () => {
        throw new Error('No topic is added here.');
      },
      editTopic: async () => {
        throw new Error('No topic is edited here.');
      },
      forgetSubscriber: async (...forgotten) => calls.push(['forget', ...forgotten]),
      unsubscribeFromAll: async (...unsubscribed) => calls.push(['unsubscribe', ...unsubscribed]),
      ...changes,
    });

  it('stops one topic and names it', async () => {
    expect(await manage()(file, { action: 'stop', topicId: 'gaza' })).toEqual({
      outcome: 'stopped',
      expression: 'Gaza aid',
    });
    expect(calls).toEqual([['unfollow', 'ann', 'gaza']]);
  });

  it('does nothing about a topic that is not followed', async () => {
    expect(await manage()(file, { action: 'stop', topicId: 'other' })).toEqual(NOTHING);
    const change = { action: 'set-frequency' as const, topicId: 'other', frequency: 'daily' };
    expect(await manage()(file, change)).toEqual(NOTHING);
    expect(calls).toEqual([]);
  });

  it('changes the frequency of one topic from now on, and plans its first digest', async () => {
    const change = { action: 'set-frequency' as const, topicId: 'gaza', frequency: 'weekly' };
    expect(await manage()(file, change)).toEqual({
      outcome: 'followed',
      expression: 'Gaza aid',
      frequency: 'weekly',
    });
    expect(calls).toEqual([
      [
        'change',
        'ann',
        'gaza',
        { frequency: 'weekly', since: NOON },
        { frequency: 'weekly', dueAt: '2026-12-07T08:00:00.000Z' },
      ],
    ]);
  });

  it('plans no digest for a topic that becomes instant', async () => {
    await manage()(file, { action: 'set-frequency', topicId: 'gaza', frequency: 'instant' });
    expect(calls).toEqual([
      ['change', 'ann', 'gaza', { frequency: 'instant', since: NOON }, undefined],
    ]);
  });

  it('does nothing if there is no such frequency, or if the topic was unfollowed meanwhile', async () => {
    const change = { action: 'set-frequency' as const, topicId: 'gaza' };
    expect(await manage()(file, { ...change, frequency: 'hourly' })).toEqual(NOTHING);
    expect(calls).toEqual([]);
    const unfollowed = manage({ changeFrequency: async () => 'not-followed' });
    expect(await unfollowed(file, { ...change, frequency: 'daily' })).toEqual(NOTHING);
  });

  it('confirms a frequency that was chosen before', async () => {
    const unchanged = manage({ changeFrequency: async () => 'unchanged' });
    const change = { action: 'set-frequency' as const, topicId: 'gaza', frequency: 'daily' };
    expect(await unchanged(file, change)).toMatchObject({ outcome: 'followed' });
  });

  it('sets the schedule first, and then moves each digest that may be planned', async () => {
    const set = { action: 'set-schedule' as const, hour: '20', timeZone: 'Asia/Tokyo' };
    expect(await manage()(file, set)).toEqual({ outcome: 'schedule-set' });
    expect(calls).toEqual([
      ['set', 'ann', { hour: 20, timeZone: 'Asia/Tokyo' }],
      [
        'reschedule',
        'ann',
        'daily',
        { dueAt: '2026-12-03T11:00:00.000Z', earliest: '2026-12-02T12:00:00.001Z' },
      ],
      [
        'reschedule',
        'ann',
        'weekly',
        { dueAt: '2026-12-07T11:00:00.000Z', earliest: '2026-12-04T11:00:00.000Z' },
      ],
      [
        'reschedule',
        'ann',
        'monthly',
        { dueAt: '2027-01-01T11:00:00.000Z', earliest: '2026-12-29T11:00:00.000Z' },
      ],
    ]);
  });

  it('keeps the hour or the time zone if its field is empty', async () => {
    await manage()(file, { action: 'set-schedule', hour: '', timeZone: 'UTC' });
    await manage()(file, { action: 'set-schedule', hour: '9', timeZone: '' });
    expect(calls.filter(([call]) => call === 'set')).toEqual([
      ['set', 'ann', { hour: 8, timeZone: 'UTC' }],
      ['set', 'ann', { hour: 9, timeZone: 'Europe/London' }],
    ]);
  });

  it.each([
    ['25', 'UTC', { hour: 'Choose an hour from 0 to 23.' }],
    ['8', 'Mars', { timeZone: 'We do not know that time zone. Choose one such as Europe/London.' }],
    [
      '25',
      'Mars',
      {
        hour: 'Choose an hour from 0 to 23.',
        timeZone: 'We do not know that time zone. Choose one such as Europe/London.',
      },
    ],
  ])(
    'refuses the schedule "%s" in "%s" with a sentence for each wrong field',
    async (hour, timeZone, errors) => {
      const managed = await manage()(file, { action: 'set-schedule', hour, timeZone });
      if (managed.outcome !== 'refused') throw new Error(`It was not refused: ${managed.outcome}`);
      const reasons = Object.entries(managed.errors).map(([field, { reason }]) => [field, reason]);
      expect(Object.fromEntries(reasons)).toStrictEqual(errors);
      expect(calls).toEqual([]);
    },
  );

  it('erases everything only after a second yes', async () => {
    expect(await manage()(file, { action: 'erase', confirmed: false })).toEqual({
      outcome: 'erase-unconfirmed',
    });
    expect(calls).toEqual([]);
    expect(await manage()(file, { action: 'erase', confirmed: true })).toEqual({
      outcome: 'erased',
    });
    expect(calls).toEqual([['forget', 'ann']]);
  });

  it('stops everything', async () => {
    expect(await manage()(file, { action: 'stop-everything' })).toEqual({
      outcome: 'stopped-everything',
    });
    expect(calls).toEqual([['unsubscribe', 'ann']]);
  });
});
