import { type AlertLimits, NO_ALERTS } from '../../../lambdas/domain/alert-window';
import { contentsOf, type DeliveryRequest } from '../../../lambdas/domain/delivery';
import type { Subscriber, SubscriberFile } from '../../../lambdas/domain/subscriber';
import { prepareDelivery } from '../../../lambdas/use-cases/prepare-delivery/prepare-delivery';
import { aSubscriber, aSubscription } from '../../support/adapters';
import { aWholeBriefing } from '../../support/page-views';

/** 08:00 in London, on a Wednesday. */
const NOW = '2026-12-02T08:00:00.000Z';
const PAUSE_END = '2026-12-09T08:00:00.000Z';
const email = { to: 'ann@example.org', raw: new Uint8Array() };

describe('what a subscriber prefers', () => {
  let file: SubscriberFile;
  let matches: { topicId: string; briefingId: string }[];
  let listed: string[];
  let limits: AlertLimits;
  beforeEach(() => {
    matches = [
      { topicId: 'gaza', briefingId: 'trucks' },
      { topicId: 'fire', briefingId: 'border' },
    ];
    listed = [];
    limits = { windowMs: 0, maxPerDay: 0 };
  });
  const plan = { round: 5, follows: 2, reschedules: 3, settledUntil: '2026-12-01T08:00:00.000Z' };
  const digestOf = { frequency: 'daily' as const, ...plan, listed: ['before'] };
  const follow = (frequency: 'instant' | 'daily', fields: Partial<Subscriber>) => {
    const since = '2026-11-01T00:00:00.000Z';
    file = {
      subscriber: aSubscriber('ann', fields),
      subscriptions: ['gaza', 'fire'].map((topicId) =>
        aSubscription(topicId, { frequency, since }),
      ),
      alerts: NO_ALERTS,
      unsubscribes: 0,
      digests: frequency === 'daily' ? [digestOf] : [],
      preferenceChanges: 2,
    };
  };
  const matchesFor = (topicIds: string[]) =>
    matches
      .filter(({ topicId }) => topicIds.includes(topicId))
      .map((match) => ({
        ...match,
        edition: 1,
        matchedAt: '2026-12-01T20:00:00.000Z',
        snippet: [],
      }));
  const heading = (briefingId: string) =>
    aWholeBriefing({ briefingId, title: `Report ${briefingId}`, publishedAt: NOW });
  const prepare = (request: DeliveryRequest) =>
    prepareDelivery({
      subscriberFile: async () => file,
      findRequest: async () => undefined,
      erasedAt: async () => undefined,
      countMailbox: async () => ({ outcome: 'counted', isLast: false }),
      countLink: async () => ({ outcome: 'counted', isLast: false }),
      countStopped: async () => {},
      findAddress: async () => ({}),
      matchesOfBriefing: async (briefingId, _edition, topicIds) =>
        matchesFor(topicIds).filter((match) => match.briefingId === briefingId),
      matchesOfTopicSince: async (topicId) => matchesFor([topicId]),
      briefings: async (ids) => new Map(ids.map((id) => [id, heading(id)])),
      findIssue: async () => undefined,
      emailWriter: {
        confirmation: async () => email,
        answer: async () => email,
        addressChange: async () => email,
        addressChanged: async () => email,
        manageLink: async () => email,
        alert: async ({ briefing }) => {
          listed.push(briefing.briefingId);
          return email;
        },
        issue: async () => email,
        issueTest: async () => email,
        digest: async (content) => {
          listed.push(...content.matches.map(({ briefing }) => briefing.briefingId));
          return email;
        },
        gathered: async (content) => {
          listed.push(...content.matches.map(({ briefing }) => briefing.briefingId));
          return email;
        },
      },
      alertLimits: limits,
      openAlertWindow: async () => true,
      now: () => NOW,
    })(request, 'delivery-1');
  const alert = { kind: 'alert', briefingId: 'trucks', edition: 1, subscriberId: 'ann' } as const;
  const digest = { kind: 'digest', subscriberId: 'ann', frequency: 'daily', round: 5 } as const;
  const gathered = { kind: 'gathered', subscriberId: 'ann', round: 4 } as const;
  const waiting = (...ids: string[]) => {
    file.alerts = {
      round: 4,
      gathered: ids.map((briefingId) => ({ briefingId, edition: 1 })),
      unlisted: 0,
      dueAt: NOW,
    };
  };
  const muted = [{ briefingId: 'trucks', title: 'Report trucks', at: NOW }];

  describe('during a pause', () => {
    const paused = { pausedUntil: PAUSE_END };

    it('alerts are gathered until its end, even if the site gathers none', async () => {
      follow('instant', paused);
      expect(await prepare(alert)).toEqual({
        outcome: 'gather',
        gathering: {
          subscriberId: 'ann',
          alert: { briefingId: 'trucks', edition: 1 },
          until: PAUSE_END,
          round: 0,
          isFirst: true,
          preferenceChanges: 2,
        },
      });
    });

    it('gathered alerts are postponed, from when they were due', async () => {
      follow('instant', paused);
      waiting('trucks');
      expect(await prepare(gathered)).toEqual({
        outcome: 'postpone',
        progress: {
          subscriberId: 'ann',
          round: 4,
          included: [],
          unlisted: 0,
          next: { dueAt: PAUSE_END },
          postponedFrom: NOW,
        },
      });
    });

    it('a digest is postponed and covers nothing', async () => {
      follow('daily', paused);
      expect(await prepare(digest)).toEqual({
        outcome: 'postpone',
        progress: {
          subscriberId: 'ann',
          frequency: 'daily',
          round: 5,
          follows: 2,
          reschedules: 3,
          next: { settledUntil: plan.settledUntil, listed: ['before'] },
          nextDueAt: PAUSE_END,
          preparedAt: NOW,
        },
      });
      expect(listed).toEqual([]);
    });

    it('a digest without topics ends as ever', async () => {
      follow('daily', paused);
      file.subscriptions = [];
      expect(await prepare(digest)).toMatchObject({ reason: 'unsubscribed' });
    });
  });

  it('alerts in quiet hours are gathered until these end, and digests are sent', async () => {
    const quietHours = { from: 22, to: 9 };
    follow('instant', { quietHours });
    expect(await prepare(alert)).toMatchObject({
      outcome: 'gather',
      gathering: { until: '2026-12-02T09:00:00.000Z' },
    });
    follow('daily', { quietHours });
    expect(await prepare(digest)).toMatchObject({ outcome: 'ready' });
  });

  it('an alert beyond their own daily limit waits for the next day', async () => {
    limits = { windowMs: 0, maxPerDay: 20 };
    follow('instant', { maxAlertsPerDay: 1 });
    const window = { endsAt: NOW, openedBy: 'other', day: '2026-12-02', emails: 1 };
    file.alerts = { ...NO_ALERTS, window };
    expect(await prepare(alert)).toMatchObject({
      outcome: 'gather',
      gathering: { until: '2026-12-03T08:00:00.000Z' },
    });
  });

  it('the next digest is due on the day that they chose', async () => {
    follow('daily', { weekday: 4 });
    file.digests = [{ ...digestOf, frequency: 'weekly' }];
    file.subscriptions = file.subscriptions.map((one) => ({ ...one, frequency: 'weekly' }));
    expect(await prepare({ ...digest, frequency: 'weekly' })).toMatchObject({
      progress: { nextDueAt: '2026-12-03T08:00:00.000Z' },
    });
  });

  describe('a muted story', () => {
    it('has no alert', async () => {
      follow('instant', { muted });
      expect(await prepare(alert)).toEqual({ outcome: 'not-needed', reason: 'muted' });
      expect(await prepare({ ...alert, briefingId: 'border' })).toMatchObject({ outcome: 'ready' });
    });

    it('is left out of gathered alerts', async () => {
      follow('instant', { muted });
      waiting('trucks', 'border');
      expect(await prepare(gathered)).toMatchObject({
        outcome: 'ready',
        progress: { included: { length: 2 } },
        contents: { topicIds: ['fire'], briefings: 1 },
      });
      expect(listed).toEqual(['border']);
      waiting('trucks');
      expect(await prepare(gathered)).toMatchObject({
        reason: 'muted',
        progress: { included: { length: 1 }, next: {} },
      });
    });

    it('is left out of digests, which go on', async () => {
      follow('daily', { muted });
      expect(await prepare(digest)).toMatchObject({
        outcome: 'ready',
        contents: { topicIds: ['fire'], briefings: 1 },
      });
      expect(listed).toEqual(['border']);
      matches = matches.slice(0, 1);
      expect(await prepare(digest)).toMatchObject({
        outcome: 'not-needed',
        reason: 'muted',
        progress: { next: { settledUntil: '2026-12-02T07:58:00.000Z' } },
      });
    });
  });
});

describe('what an email tells', () => {
  it('is each topic and briefing once, and at most 20 topics', () => {
    const match = (topic: number, briefingId: string) => ({ topicId: `t${topic}`, briefingId });
    expect(contentsOf([match(1, 'a'), match(1, 'b'), match(2, 'a')])).toEqual({
      topicIds: ['t1', 't2'],
      briefings: 2,
    });
    const many = Array.from({ length: 30 }, (_, topic) => match(topic, 'a'));
    expect(contentsOf(many).topicIds).toHaveLength(20);
  });
});
