import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import { refuse } from '../../lambdas/domain/refusal';
import { changeFrequency } from '../../lambdas/use-cases/change-frequency';
import {
  type ManageSubscriptionsDependencies,
  manageSubscriptions,
} from '../../lambdas/use-cases/manage-subscriptions';
import { aSubscriber, aSubscription } from '../support/adapters';
import { aPreview } from '../support/previews';

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
      previewExpression: async (text) => ({
        outcome: 'previewed',
        preview: aPreview({ breadth: text === 'news' ? 'too-broad' : 'fine' }),
      }),
      language: 'en',
      unfollow: async (...unfollowed) => calls.push(['unfollow', ...unfollowed]),
      changeFrequency: changeFrequency({
        changeFrequency: async (...changed) => {
          calls.push(['change', ...changed]);
          return 'changed';
        },
        now: () => NOON,
      }),
      setPreferences: async (_, { hour }) =>
        hour === '25'
          ? { outcome: 'refused', errors: { hour: refuse('unknownHour') } }
          : { outcome: 'set', wordingLanguage: 'de' },
      sendDigestNow: async () => ({ outcome: 'nothing-new' }),
      pauseEmails: async (_, until) =>
        until === '' ? refuse('noTopic') : { outcome: 'paused', until: `${until}T00:00:00.000Z` },
      resumeEmails: async () => {
        calls.push(['resume']);
      },
      unmuteStory: async (_, briefingId) =>
        briefingId === 'muted' ? { outcome: 'unmuted', title: 'Fire' } : { outcome: 'unknown' },
      changeAddress: async (_, email) =>
        email === '' ? refuse('incompleteAddress') : { outcome: 'asked', address: email },
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

  it('adds or edits to a very broad topic only once that topic is accepted', async () => {
    const consent = { how: 'confirmed' as const, at: NOON, text: 'Follow' };
    const form = { expression: 'news', frequency: 'daily', consentTo: () => consent };
    const added = { topicId: 'n', expression: 'news', frequency: 'daily' as const };
    const run = manage({
      addTopic: async () => ({ outcome: 'followed', ...added }),
      editTopic: async () => ({ outcome: 'edited', former: 'Gaza aid', ...added }),
    });
    for (const change of [
      { action: 'add-topic' as const, ...form },
      { action: 'edit-topic' as const, topicId: 'gaza', ...form },
    ]) {
      for (const acceptedBroad of ['', 'other']) {
        expect(await run(file, { ...change, acceptedBroad })).toEqual({ outcome: 'too-broad' });
      }
      const accepted = await run(file, { ...change, acceptedBroad: ' news' });
      expect(accepted).toMatchObject({ expression: 'news' });
      expect(accepted.outcome).not.toBe('too-broad');
      const narrow = await run(file, { ...change, expression: 'Gaza', acceptedBroad: '' });
      expect(narrow.outcome).not.toBe('too-broad');
    }
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

  const preferences = {
    hour: '9',
    timeZone: '',
    weekday: '',
    monthDay: '',
    wordingLanguage: '',
    quietFrom: '',
    quietTo: '',
    maxAlertsPerDay: '',
  };

  it.each([
    [
      { action: 'set-preferences' as const, ...preferences },
      { outcome: 'preferences-set', wordingLanguage: 'de' },
    ],
    [
      { action: 'set-preferences' as const, ...preferences, hour: '25' },
      { outcome: 'refused', errors: { hour: { code: 'unknownHour' } } },
    ],
    [{ action: 'send-digest' as const }, { outcome: 'digest', digest: { outcome: 'nothing-new' } }],
    [
      { action: 'pause' as const, until: '2026-12-09' },
      { outcome: 'paused', until: '2026-12-09T00:00:00.000Z' },
    ],
    [
      { action: 'pause' as const, until: '' },
      { outcome: 'refused', errors: { until: {} } },
    ],
    [{ action: 'resume' as const }, { outcome: 'resumed' }],
    [
      { action: 'unmute' as const, briefingId: 'muted' },
      { outcome: 'unmuted', title: 'Fire' },
    ],
    [{ action: 'unmute' as const, briefingId: 'other' }, { outcome: 'not-muted' }],
    [
      { action: 'change-address' as const, email: 'a@b.example' },
      { outcome: 'address-asked', address: 'a@b.example' },
    ],
    [
      { action: 'change-address' as const, email: '' },
      { outcome: 'refused', errors: { email: { code: 'incompleteAddress' } } },
    ],
  ])('says what came of %j', async (action, outcome) => {
    expect(await manage()(file, action)).toMatchObject(outcome);
  });

  it('erases everything only if the box is ticked', async () => {
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
