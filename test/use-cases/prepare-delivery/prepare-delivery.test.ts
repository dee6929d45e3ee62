import {
  type AlertLimits,
  type AlertState,
  type AlertWindow,
  NO_ALERTS,
} from '../../../lambdas/domain/alert-window';
import type { BriefingHeading } from '../../../lambdas/domain/briefing';
import type { DeliveryRequest } from '../../../lambdas/domain/delivery';
import type { NewsletterIssue } from '../../../lambdas/domain/newsletters/newsletter-issue';
import type { DigestPlan, SubscriberFile, Subscription } from '../../../lambdas/domain/subscriber';
import type { EmailWriter } from '../../../lambdas/use-cases/prepare-delivery/email-writer';
import { prepareDelivery } from '../../../lambdas/use-cases/prepare-delivery/prepare-delivery';
import { aSubscriber, aSubscription } from '../../support/adapters';
import { aSnippet } from '../../support/email-views';
import { aWholeBriefing } from '../../support/page-views';

const YESTERDAY = '2026-12-01T08:00:00.000Z';
const NOW = '2026-12-02T08:00:00.000Z';
const email = { to: 'ann@example.org', raw: Buffer.from('email') };

interface StoredMatch {
  topicId: string;
  briefingId: string;
  edition: number;
  matchedAt: string;
}

describe('preparing a delivery', () => {
  let file: SubscriberFile | undefined;
  let matches: StoredMatch[];
  let withdrawn: string[];
  let suppressed: boolean;
  let written: { kind: string; content: Record<string, unknown> }[];
  let issue: NewsletterIssue | undefined;
  let alertLimits: AlertLimits;
  /** The windows that alerts opened. */
  let opened: AlertWindow[];
  beforeEach(() => {
    alertLimits = { windowMs: 0, maxPerDay: 0 };
    opened = [];
    file = fileOf([]);
    matches = [];
    withdrawn = [];
    suppressed = false;
    written = [];
    issue = undefined;
  });

  const fileOf = (
    subscriptions: Subscription[],
    plan: Partial<DigestPlan> = {},
    fields = {},
  ): SubscriberFile => ({
    subscriber: aSubscriber('ann', fields),
    subscriptions,
    alerts: NO_ALERTS,
    unsubscribes: 0,
    digests: [
      {
        frequency: 'daily',
        round: 5,
        follows: 2,
        reschedules: 3,
        settledUntil: YESTERDAY,
        listed: [],
        ...plan,
      },
    ],
  });
  const aMatch = (topicId: string, briefingId: string, fields = {}): StoredMatch => ({
    topicId,
    briefingId,
    edition: 1,
    matchedAt: '2026-12-01T20:00:00.000Z',
    ...fields,
  });
  const writeEmail = (kind: string) => async (content: object) => {
    written.push({ kind, content: { ...content } });
    return email;
  };
  const emailWriter: EmailWriter = {
    confirmation: writeEmail('confirm'),
    answer: writeEmail('answer'),
    addressChange: writeEmail('change-address'),
    addressChanged: writeEmail('address-changed'),
    manageLink: writeEmail('manage-link'),
    alert: writeEmail('alert'),
    issue: writeEmail('issue'),
    issueTest: writeEmail('issue-test'),
    digest: writeEmail('digest'),
    gathered: writeEmail('gathered'),
  };
  const recipient = { subscriberId: 'ann', unsubscribes: 0, preferenceChanges: 0 };
  const prepare = (request: DeliveryRequest) =>
    prepareDelivery({
      subscriberFile: async () => file,
      findRequest: async () => undefined,
      erasedAt: async () => undefined,
      countMailbox: async () => ({ outcome: 'counted', isLast: false }),
      countLink: async () => ({ outcome: 'counted', isLast: false }),
      countStopped: async () => {},
      findAddress: async () => (suppressed ? { suppressed: 'bounce' } : {}),
      matchesOfBriefing: async (briefingId, edition, topicIds) =>
        matches
          .filter((one) => one.briefingId === briefingId && one.edition >= edition)
          .filter((one) => topicIds.includes(one.topicId))
          .map((one) => ({ ...one, snippet: aSnippet('*aid*') })),
      matchesOfTopicSince: async (topicId, from) =>
        matches
          .filter((one) => one.topicId === topicId && one.matchedAt > from)
          .map((one) => ({ ...one, snippet: aSnippet('*aid*') })),
      briefings: async (briefingIds) =>
        new Map(
          briefingIds
            .filter((briefingId) => !withdrawn.includes(briefingId))
            .map((briefingId): [string, BriefingHeading] => [
              briefingId,
              aWholeBriefing({ briefingId }),
            ]),
        ),
      findIssue: async () => issue,
      emailWriter,
      alertLimits,
      openAlertWindow: async (_subscriberId, _state, opens) => {
        opened.push(opens);
        return true;
      },
      now: () => NOW,
    })(request, 'delivery-1');

  describe('alerts that follow each other within minutes', () => {
    const alertAbout = (briefingId: string, edition = 1): DeliveryRequest => ({
      kind: 'alert',
      briefingId,
      edition,
      subscriberId: 'ann',
    });
    const gathered: DeliveryRequest = { kind: 'gathered', subscriberId: 'ann', round: 4 };
    const window: AlertWindow = {
      endsAt: NOW,
      openedBy: 'delivery-0',
      day: NOW.slice(0, 10),
      emails: 1,
    };
    const waiting = (state: Partial<AlertState> = {}): AlertState => ({
      round: 4,
      gathered: [
        { briefingId: 'trucks', edition: 1 },
        { briefingId: 'ships', edition: 1 },
      ],
      unlisted: 0,
      dueAt: NOW,
      window,
      ...state,
    });
    beforeEach(() => {
      alertLimits = { windowMs: 15 * 60_000, maxPerDay: 20 };
      matches = [aMatch('gaza', 'trucks'), aMatch('gaza', 'ships')];
    });
    const fileWith = (alerts: AlertState) => {
      file = { ...fileOf([aSubscription('gaza', { expression: 'Gaza aid' })]), alerts };
    };

    it('begin with one that is sent at once', async () => {
      fileWith(NO_ALERTS);
      expect(await prepare(alertAbout('trucks'))).toMatchObject({ outcome: 'ready' });
      expect(opened).toMatchObject([{ openedBy: 'delivery-1', emails: 1 }]);
    });

    it('are gathered', async () => {
      fileWith({ ...NO_ALERTS, window: { ...window, endsAt: '2027-01-01T00:00:00.000Z' } });
      expect(await prepare(alertAbout('ships'))).toEqual({
        outcome: 'gather',
        gathering: {
          subscriberId: 'ann',
          alert: { briefingId: 'ships', edition: 1 },
          until: '2027-01-01T00:00:00.000Z',
          round: 0,
          isFirst: true,
          preferenceChanges: 0,
        },
      });
      expect(written).toEqual([]);
    });

    it('come in one email, each briefing once in its latest edition', async () => {
      fileWith(
        waiting({ gathered: [...waiting().gathered, { briefingId: 'trucks', edition: 2 }] }),
      );
      matches = [aMatch('gaza', 'trucks', { edition: 2 }), aMatch('gaza', 'ships')];
      const prepared = await prepare(gathered);
      expect(prepared).toMatchObject({
        outcome: 'ready',
        recipient,
        progress: {
          round: 4,
          included: { length: 3 },
          next: { window: { openedBy: 'delivery-1', emails: 2 } },
        },
      });
      const [{ kind, content } = { kind: '', content: {} }] = written;
      expect(kind).toBe('gathered');
      expect(content).toMatchObject({
        isRestOfDay: false,
        matches: [{ briefing: { briefingId: 'trucks' } }, { briefing: { briefingId: 'ships' } }],
      });
    });

    describe('of which one is a correction', () => {
      const correction = { ...alertAbout('trucks', 2), corrects: 1 } as DeliveryRequest;

      it('marks it, for the topics of what it corrects', async () => {
        fileWith(NO_ALERTS);
        expect(await prepare(correction)).toMatchObject({ outcome: 'ready' });
        const topics = [{ expression: 'Gaza aid' }];
        expect(written).toMatchObject([{ kind: 'alert', content: { isCorrection: true, topics } }]);
      });

      it('gathers it with the others, and marks it there', async () => {
        fileWith({ ...NO_ALERTS, window: { ...window, endsAt: '2026-12-02T08:05:00.000Z' } });
        const alert = { briefingId: 'trucks', edition: 2, corrects: 1 };
        expect(await prepare(correction)).toMatchObject({ gathering: { alert } });
        fileWith(waiting({ gathered: [alert, { briefingId: 'ships', edition: 1 }] }));
        await prepare(gathered);
        expect(written).toMatchObject([
          {
            kind: 'gathered',
            content: { matches: [{ isCorrection: true }, { isCorrection: false }] },
          },
        ]);
      });

      it('sends none if what it corrects still waits, and will be sent as it is now', async () => {
        fileWith(waiting());
        expect(await prepare(correction)).toEqual({
          outcome: 'not-needed',
          reason: 'nothing-new',
        });
      });

      it('sends none to those who have unsubscribed since', async () => {
        file = fileOf([]);
        expect(await prepare(correction)).toMatchObject({ reason: 'unsubscribed' });
      });
    });

    it('come whole if there is only one, which is an issue of a newsletter they follow', async () => {
      issue = { newsletter: 'gaza', document: { blocks: [], notes: [] } };
      file = {
        ...fileOf([aSubscription('gaza', { expression: 'tag:gaza' })]),
        alerts: waiting({ gathered: [{ briefingId: 'ships', edition: 1 }] }),
      };
      await prepare(gathered);
      expect(written).toMatchObject([
        { kind: 'issue', content: { briefing: { briefingId: 'ships' } } },
      ]);
    });

    it('come in an ordinary alert if there is only one', async () => {
      fileWith(waiting({ gathered: [{ briefingId: 'ships', edition: 1 }] }));
      const prepared = await prepare(gathered);
      expect(prepared).toMatchObject({
        outcome: 'ready',
        progress: { round: 4, included: { length: 1 }, next: { window: { emails: 2 } } },
      });
      expect(written).toMatchObject([
        {
          kind: 'alert',
          content: { briefing: { briefingId: 'ships' }, topics: [{ expression: 'Gaza aid' }] },
        },
      ]);
    });

    it('wait for the next day once the subscriber has had as many as they may', async () => {
      fileWith(waiting({ window: { ...window, emails: 20 } }));
      expect(await prepare(gathered)).toMatchObject({
        outcome: 'postpone',
        progress: { included: [], next: { dueAt: expect.stringContaining('T08:00') } },
      });
    });

    it('say on the next day that they are the rest', async () => {
      fileWith(waiting({ window: { ...window, day: '2026-11-01', emails: 20 }, unlisted: 7 }));
      expect(await prepare(gathered)).toMatchObject({
        outcome: 'ready',
        progress: { unlisted: 7 },
      });
      expect(written[0]?.content).toMatchObject({ isRestOfDay: true, unlisted: 7 });
    });

    it('are sent only if they are still due', async () => {
      fileWith(waiting());
      withdrawn = ['trucks'];
      await prepare(gathered);
      expect(written).toMatchObject([{ content: { briefing: { briefingId: 'ships' } } }]);
      file = { ...fileOf([]), alerts: waiting() };
      expect(await prepare(gathered)).toMatchObject({
        outcome: 'not-needed',
        reason: 'unsubscribed',
        progress: { included: { length: 2 }, next: {} },
      });
    });

    it.each([
      ['another round', waiting({ round: 5 }), 'superseded'],
      ['no alerts', waiting({ gathered: [] }), 'nothing-new'],
    ])('are not sent if there is %s', async (_what, alerts, reason) => {
      fileWith(alerts);
      expect(await prepare(gathered)).toMatchObject({ outcome: 'not-needed', reason });
    });

    it('are not sent to someone who is suppressed', async () => {
      const suppressedFile = fileOf(
        [aSubscription('gaza')],
        {},
        {
          suppressed: { reason: 'bounce', at: NOW },
        },
      );
      file = { ...suppressedFile, alerts: waiting() };
      expect(await prepare(gathered)).toMatchObject({
        outcome: 'not-needed',
        reason: 'suppressed',
      });
    });
  });

  describe('an alert', () => {
    const alert: DeliveryRequest = {
      kind: 'alert',
      briefingId: 'trucks',
      edition: 1,
      subscriberId: 'ann',
    };
    const instant = [
      aSubscription('rafah', { expression: 'Rafah' }),
      aSubscription('gaza', { expression: 'Gaza aid' }),
    ];

    it('names all instant topics of the subscriber that the briefing matched, as typed', async () => {
      file = fileOf([...instant, aSubscription('fire', { frequency: 'daily' })]);
      matches = ['rafah', 'gaza', 'fire', 'others'].map((topicId) => aMatch(topicId, 'trucks'));
      expect(await prepare(alert)).toMatchObject({ outcome: 'ready', email, recipient });
      expect(written[0]).toMatchObject({
        kind: 'alert',
        content: {
          deliveryId: 'delivery-1',
          briefing: { briefingId: 'trucks' },
          topics: [{ expression: 'Gaza aid' }, { expression: 'Rafah' }],
        },
      });
    });

    it('of a newsletter issue carries its whole text to those who follow the newsletter', async () => {
      issue = { newsletter: 'weekly', document: { blocks: [{ kind: 'rule' }], notes: [] } };
      file = fileOf([...instant, aSubscription('weekly', { expression: 'tag:weekly' })]);
      matches = ['gaza', 'weekly'].map((topicId) => aMatch(topicId, 'trucks'));
      expect(await prepare(alert)).toMatchObject({ outcome: 'ready', email, recipient });
      expect(written).toMatchObject([
        {
          kind: 'issue',
          content: {
            briefing: { briefingId: 'trucks' },
            document: issue.document,
            topics: [{ expression: 'Gaza aid' }, { expression: 'tag:weekly' }],
          },
        },
      ]);
    });

    it('of a newsletter issue is an ordinary one for those who follow other topics that it matches', async () => {
      issue = { newsletter: 'weekly', document: { blocks: [{ kind: 'rule' }], notes: [] } };
      file = fileOf(instant);
      matches = [aMatch('gaza', 'trucks'), aMatch('weekly', 'trucks')];
      expect(await prepare(alert)).toMatchObject({ outcome: 'ready' });
      expect(written).toMatchObject([
        { kind: 'alert', content: { topics: [{ expression: 'Gaza aid' }] } },
      ]);
    });

    it('is sent although the topic was changed to daily after the match', async () => {
      const matchedAt = '2026-12-02T07:30:00.000Z';
      const changedAt = '2026-12-02T07:40:00.000Z';
      file = fileOf([
        aSubscription('gaza', {
          frequency: 'daily',
          since: changedAt,
          formerly: [{ frequency: 'instant', since: YESTERDAY, until: changedAt }],
        }),
      ]);
      matches = [aMatch('gaza', 'trucks', { matchedAt })];
      expect(await prepare(alert)).toMatchObject({ outcome: 'ready', email, recipient });
      const digest = { kind: 'digest' as const, subscriberId: 'ann', frequency: 'daily' as const };
      expect(await prepare({ ...digest, round: 5 })).toMatchObject({ reason: 'nothing-new' });
    });

    it('is sent although the topic was edited into another after the match', async () => {
      const changedAt = '2026-12-02T07:40:00.000Z';
      const formerly = [{ frequency: 'instant' as const, since: YESTERDAY, until: changedAt }];
      file = fileOf([
        aSubscription('rafah', {
          since: changedAt,
          replaced: [{ topicId: 'gaza', expression: 'Gaza', formerly }],
        }),
      ]);
      matches = ['gaza', 'rafah'].map((topicId) =>
        aMatch(topicId, 'trucks', { matchedAt: '2026-12-02T07:30:00.000Z' }),
      );
      expect(await prepare(alert)).toMatchObject({ outcome: 'ready', email, recipient });
      expect(written[0]?.content.topics).toMatchObject([{ topicId: 'gaza', expression: 'Gaza' }]);
    });

    it('leaves out a topic that was daily when it matched', async () => {
      const changedAt = '2026-12-02T07:40:00.000Z';
      const daily = { frequency: 'daily' as const, since: YESTERDAY, until: changedAt };
      file = fileOf([
        aSubscription('gaza', { since: changedAt, formerly: [daily] }),
        aSubscription('rafah', { expression: 'Rafah' }),
      ]);
      matches = ['gaza', 'rafah'].map((topicId) => aMatch(topicId, 'trucks'));
      await prepare(alert);
      expect(written[0]?.content.topics).toMatchObject([{ topicId: 'rafah' }]);
    });

    it.each<[string, string, () => void]>([
      [
        'all topics were daily when they matched, so that the digest tells them',
        'unsubscribed',
        () => {
          const daily = { frequency: 'daily' as const, since: YESTERDAY, until: NOW };
          file = fileOf([aSubscription('gaza', { since: NOW, formerly: [daily] })]);
        },
      ],
      [
        'the topic was followed after the match',
        'unsubscribed',
        () => {
          file = fileOf([aSubscription('gaza', { since: NOW })]);
        },
      ],
      [
        'a newer edition matched meanwhile, which has its own alert',
        'superseded',
        () => {
          matches = [aMatch('gaza', 'trucks', { edition: 2 })];
        },
      ],
      [
        'the subscriber was erased',
        'erased',
        () => {
          file = undefined;
        },
      ],
      [
        'the address was suppressed',
        'suppressed',
        () => {
          file = fileOf(instant, {}, { suppressed: { reason: 'bounce', at: NOW } });
        },
      ],
      [
        'the subscriber no longer follows an instant topic',
        'unsubscribed',
        () => {
          file = fileOf([aSubscription('gaza', { frequency: 'daily' })]);
        },
      ],
      [
        'the subscriber no longer follows a topic that matched',
        'unsubscribed',
        () => {
          matches = [aMatch('fire', 'trucks')];
        },
      ],
      [
        'the briefing was withdrawn',
        'withdrawn',
        () => {
          withdrawn = ['trucks'];
        },
      ],
    ])('is not needed if %s', async (_what, reason, change) => {
      file = fileOf(instant);
      matches = [aMatch('gaza', 'trucks')];
      change();
      expect(await prepare(alert)).toEqual({ outcome: 'not-needed', reason });
      expect(written).toEqual([]);
    });
  });

  describe('a digest', () => {
    const digest: DeliveryRequest = {
      kind: 'digest',
      subscriberId: 'ann',
      frequency: 'daily',
      round: 5,
    };
    const daily = (topicId: string, fields = {}) =>
      aSubscription(topicId, { frequency: 'daily', since: '2026-11-01T00:00:00.000Z', ...fields });
    const listedBriefings = () => {
      const { matches: listed } = written[0]?.content ?? {};
      return (listed as StoredMatch[] | undefined)?.map(({ briefingId }) => briefingId).sort();
    };

    it('lists the matches since the last digest and returns the progress after it', async () => {
      file = fileOf([daily('gaza'), daily('fire')]);
      matches = [
        aMatch('gaza', 'old', { matchedAt: YESTERDAY }),
        aMatch('gaza', 'trucks'),
        aMatch('fire', 'border'),
        aMatch('others', 'elsewhere'),
        aMatch('gaza', 'to come', { matchedAt: '2026-12-02T08:00:00.001Z' }),
      ];
      expect(await prepare(digest)).toEqual({
        outcome: 'ready',
        email,
        recipient,
        progress: {
          subscriberId: 'ann',
          frequency: 'daily',
          round: 5,
          follows: 2,
          reschedules: 3,
          preparedAt: NOW,
          next: { settledUntil: '2026-12-02T07:58:00.000Z', listed: [] },
          nextDueAt: '2026-12-03T08:00:00.000Z',
        },
        contents: { topicIds: ['fire', 'gaza'], briefings: 2 },
      });
      expect(listedBriefings()).toEqual(['border', 'trucks']);
      expect(written[0]?.content).toMatchObject({ periodStart: YESTERDAY, periodEnd: NOW });
    });

    it('lists topics with few matches first', async () => {
      file = fileOf([daily('often'), daily('seldom')]);
      matches = [aMatch('often', 'trucks'), aMatch('often', 'border'), aMatch('seldom', 'trucks')];
      await prepare(digest);
      const listed = written[0]?.content.matches as { topicId: string }[];
      expect(listed.map(({ topicId }) => topicId)).toEqual(['seldom', 'often', 'often']);
    });

    it('lists topics with equally few matches by the length of their expressions, longest first', async () => {
      const topics = [
        daily('broad', { expression: 'Gaza' }),
        daily('narrow', { expression: 'Gaza aid trucks' }),
        daily('quiet', { expression: 'otters' }),
        daily('silent', { expression: 'herons' }),
      ];
      matches = [aMatch('broad', 'trucks'), aMatch('narrow', 'trucks')];
      for (const subscriptions of [topics, [...topics].reverse()]) {
        file = fileOf(subscriptions);
        written = [];
        await prepare(digest);
        const listed = written[0]?.content.matches as { topicId: string }[];
        expect(listed.map(({ topicId }) => topicId)).toEqual(['narrow', 'broad']);
      }
    });

    it('continues the plan of its own frequency', async () => {
      const current = fileOf([daily('gaza')]);
      const weekly = {
        frequency: 'weekly' as const,
        round: 9,
        follows: 1,
        reschedules: 0,
        listed: [],
      };
      file = {
        ...current,
        digests: [{ ...weekly, settledUntil: NOW }, ...current.digests],
      };
      matches = [aMatch('gaza', 'trucks')];
      expect(await prepare(digest)).toMatchObject({
        outcome: 'ready',
        progress: { frequency: 'daily', round: 5, follows: 2 },
      });
      expect(written[0]?.content).toMatchObject({ periodStart: YESTERDAY });
    });

    it('is no longer planned if an earlier digest covered the whole period of its only topic', async () => {
      file = fileOf([
        aSubscription('gaza', {
          since: YESTERDAY,
          formerly: [{ frequency: 'daily', since: '2026-11-01T00:00:00.000Z', until: YESTERDAY }],
        }),
      ]);
      const prepared = await prepare(digest);
      expect(prepared).toMatchObject({ outcome: 'not-needed', reason: 'unsubscribed' });
      expect(prepared).toHaveProperty('progress');
      expect(prepared).not.toHaveProperty('progress.nextDueAt');
    });

    it('lists only matches from periods in which the topic was followed at its frequency', async () => {
      const at = (hour: string) => `2026-12-01T${hour}:00:00.000Z`;
      file = fileOf([
        daily('gaza', {
          since: at('20'),
          formerly: [{ frequency: 'daily', since: at('09'), until: at('12') }],
        }),
      ]);
      matches = ['09', '11', '12', '15', '20'].map((hour) =>
        aMatch('gaza', `at ${hour}`, { matchedAt: at(hour) }),
      );
      await prepare(digest);
      expect(listedBriefings()).toEqual(['at 09', 'at 11', 'at 20']);
    });

    it('lists earlier matches of a topic that has changed to instant', async () => {
      file = fileOf([
        aSubscription('gaza', {
          since: NOW,
          formerly: [{ frequency: 'daily', since: YESTERDAY, until: NOW }],
        }),
      ]);
      matches = [aMatch('gaza', 'trucks')];
      expect(await prepare(digest)).toMatchObject({ outcome: 'ready' });
      expect(listedBriefings()).toEqual(['trucks']);
    });

    it('lists what matched a topic before it was edited into another, and what matches that since', async () => {
      const at = (hour: string) => `2026-12-01T${hour}:00:00.000Z`;
      const formerly = [{ frequency: 'daily' as const, since: YESTERDAY, until: at('12') }];
      file = fileOf([
        daily('rafah', {
          since: at('12'),
          replaced: [{ topicId: 'gaza', expression: 'Gaza', formerly }],
        }),
      ]);
      matches = ['gaza', 'rafah'].flatMap((topicId) =>
        ['11', '13'].map((hour) => aMatch(topicId, `${topicId} ${hour}`, { matchedAt: at(hour) })),
      );
      await prepare(digest);
      expect(listedBriefings()).toEqual(['gaza 11', 'rafah 13']);
    });

    it('leaves out withdrawn briefings, and is not needed if none is left', async () => {
      file = fileOf([daily('gaza')]);
      matches = [aMatch('gaza', 'trucks')];
      withdrawn = ['trucks'];
      expect(await prepare(digest)).toMatchObject({
        outcome: 'not-needed',
        reason: 'nothing-new',
        progress: { round: 5, nextDueAt: '2026-12-03T08:00:00.000Z' },
      });
    });

    it('is not needed and does not advance if its round has ended', async () => {
      file = fileOf([daily('gaza')], { round: 6 });
      expect(await prepare(digest)).toEqual({ outcome: 'not-needed', reason: 'superseded' });
      file = { ...fileOf([daily('gaza')]), digests: [] };
      expect(await prepare(digest)).toEqual({ outcome: 'not-needed', reason: 'superseded' });
      file = undefined;
      expect(await prepare(digest)).toEqual({ outcome: 'not-needed', reason: 'erased' });
    });

    it.each([
      [
        'no topic is followed at its frequency',
        'unsubscribed',
        () => fileOf([aSubscription('gaza')]),
      ],
      [
        'the address was suppressed',
        'suppressed',
        () => fileOf([daily('gaza')], {}, { suppressed: { reason: 'complaint', at: NOW } }),
      ],
    ])('is no longer planned if %s', async (_what, reason, currentFile) => {
      file = currentFile();
      matches = [aMatch('gaza', 'trucks')];
      const prepared = await prepare(digest);
      expect(prepared).toEqual({
        outcome: 'not-needed',
        reason,
        progress: {
          subscriberId: 'ann',
          frequency: 'daily',
          round: 5,
          follows: 2,
          reschedules: 3,
          preparedAt: NOW,
          next: { settledUntil: NOW, listed: [] },
        },
      });
    });
  });
});
