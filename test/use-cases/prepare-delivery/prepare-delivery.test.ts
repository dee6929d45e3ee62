import type { BriefingHeading } from '../../../lambdas/domain/briefing';
import type { DeliveryRequest } from '../../../lambdas/domain/delivery';
import type { DigestPlan, SubscriberFile, Subscription } from '../../../lambdas/domain/subscriber';
import type { EmailWriter } from '../../../lambdas/use-cases/prepare-delivery/email-writer';
import { prepareDelivery } from '../../../lambdas/use-cases/prepare-delivery/prepare-delivery';
import { aSubscriber, aSubscription } from '../../support/adapters';
import { aSnippet } from '../../support/email-views';
import { aWholeBriefing } from '../../support/page-views';

const YESTERDAY = '2026-12-01T08:00:00.000Z';
const NOW = '2026-12-02T08:00:00.000Z';
const email = { to: 'ann@example.org', raw: Buffer.from('mail') };

interface Stored {
  topicId: string;
  briefingId: string;
  edition: number;
  matchedAt: string;
}

describe('preparing', () => {
  let file: SubscriberFile | undefined;
  let matches: Stored[];
  let withdrawn: string[];
  let suppressed: boolean;
  let written: { kind: string; content: Record<string, unknown> }[];
  beforeEach(() => {
    file = fileOf([]);
    matches = [];
    withdrawn = [];
    suppressed = false;
    written = [];
  });

  const fileOf = (
    subscriptions: Subscription[],
    plan: Partial<DigestPlan> = {},
    fields = {},
  ): SubscriberFile => ({
    subscriber: aSubscriber('ann', fields),
    subscriptions,
    digests: [
      {
        frequency: 'daily',
        round: 5,
        follows: 2,
        settledUntil: YESTERDAY,
        listed: [],
        ...plan,
      },
    ],
  });
  const aMatch = (topicId: string, briefingId: string, fields = {}): Stored => ({
    topicId,
    briefingId,
    edition: 1,
    matchedAt: '2026-12-01T20:00:00.000Z',
    ...fields,
  });
  const writes = (kind: string) => async (content: object) => {
    written.push({ kind, content: { ...content } });
    return email;
  };
  const emailWriter: EmailWriter = {
    confirmation: writes('confirm'),
    alert: writes('alert'),
    digest: writes('digest'),
  };
  const prepare = (request: DeliveryRequest) =>
    prepareDelivery({
      subscriberFile: async () => file,
      mayRequestConfirmation: async () => true,
      findAddress: async () => (suppressed ? { suppressed: 'bounce' } : {}),
      matchesOfBriefing: async (briefingId, edition, topicIds) =>
        matches
          .filter((one) => one.briefingId === briefingId && one.edition === edition)
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
      emailWriter,
      now: () => NOW,
    })(request, 'delivery-1');

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

    it('names every topic of the subscriber’s that the briefing met, as they wrote it', async () => {
      file = fileOf([...instant, aSubscription('fire', { frequency: 'daily' })]);
      matches = ['rafah', 'gaza', 'fire', 'others'].map((topicId) => aMatch(topicId, 'trucks'));
      expect(await prepare(alert)).toEqual({ outcome: 'ready', email });
      expect(written[0]).toMatchObject({
        kind: 'alert',
        content: {
          deliveryId: 'delivery-1',
          briefing: { briefingId: 'trucks' },
          topics: [{ expression: 'Gaza aid' }, { expression: 'Rafah' }],
        },
      });
    });

    it.each<[string, string, () => void]>([
      [
        'the subscriber is gone',
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
        'nothing is followed at once any more',
        'unsubscribed',
        () => {
          file = fileOf([aSubscription('gaza', { frequency: 'daily' })]);
        },
      ],
      [
        'the topics that met it are not followed any more',
        'unsubscribed',
        () => {
          matches = [aMatch('fire', 'trucks')];
        },
      ],
      [
        'the briefing is gone',
        'withdrawn',
        () => {
          withdrawn = ['trucks'];
        },
      ],
    ])('is not needed when %s', async (_what, reason, happens) => {
      file = fileOf(instant);
      matches = [aMatch('gaza', 'trucks')];
      happens();
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
    const listedIn = (at = 0) => {
      const { matches: told } = written[at]?.content ?? {};
      return (told as Stored[] | undefined)?.map((one) => one.briefingId).sort();
    };

    it('holds the matches since the last one, and says how the digest stands after it', async () => {
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
        progress: {
          subscriberId: 'ann',
          frequency: 'daily',
          round: 5,
          follows: 2,
          next: { settledUntil: '2026-12-02T07:58:00.000Z', listed: [] },
          nextDueAt: '2026-12-03T08:00:00.000Z',
        },
      });
      expect(listedIn()).toEqual(['border', 'trucks']);
      expect(written[0]?.content).toMatchObject({ periodStart: YESTERDAY, periodEnd: NOW });
    });

    it('lists a briefing under the topic that meets the least first', async () => {
      file = fileOf([daily('often'), daily('seldom')]);
      matches = [aMatch('often', 'trucks'), aMatch('often', 'border'), aMatch('seldom', 'trucks')];
      await prepare(digest);
      const told = written[0]?.content.matches as { topicId: string }[];
      expect(told.map(({ topicId }) => topicId)).toEqual(['seldom', 'often', 'often']);
    });

    it('holds only what came while the topic was followed so', async () => {
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
      expect(listedIn()).toEqual(['at 09', 'at 11', 'at 20']);
    });

    it('holds what a topic still owes it that has moved to alerts', async () => {
      file = fileOf([
        aSubscription('gaza', {
          since: NOW,
          formerly: [{ frequency: 'daily', since: YESTERDAY, until: NOW }],
        }),
      ]);
      matches = [aMatch('gaza', 'trucks')];
      expect(await prepare(digest)).toMatchObject({ outcome: 'ready' });
      expect(listedIn()).toEqual(['trucks']);
    });

    it('leaves out what was withdrawn, and is not needed when nothing is left', async () => {
      file = fileOf([daily('gaza')]);
      matches = [aMatch('gaza', 'trucks')];
      withdrawn = ['trucks'];
      expect(await prepare(digest)).toMatchObject({
        outcome: 'not-needed',
        reason: 'nothing-new',
        progress: { round: 5, nextDueAt: '2026-12-03T08:00:00.000Z' },
      });
    });

    it('is of no use once its round has ended, and then moves nothing', async () => {
      file = fileOf([daily('gaza')], { round: 6 });
      expect(await prepare(digest)).toEqual({ outcome: 'not-needed', reason: 'superseded' });
      file = { ...fileOf([daily('gaza')]), digests: [] };
      expect(await prepare(digest)).toEqual({ outcome: 'not-needed', reason: 'superseded' });
      file = undefined;
      expect(await prepare(digest)).toEqual({ outcome: 'not-needed', reason: 'erased' });
    });

    it.each([
      ['nothing is followed so any more', 'unsubscribed', () => fileOf([aSubscription('gaza')])],
      [
        'the address was suppressed',
        'suppressed',
        () => fileOf([daily('gaza')], {}, { suppressed: { reason: 'complaint', at: NOW } }),
      ],
    ])('rests from now on when %s', async (_what, reason, now) => {
      file = now();
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
          next: { settledUntil: NOW, listed: [] },
        },
      });
    });
  });

  describe('a confirmation', () => {
    const follow = {
      address: 'ann@example.org',
      expressions: ['Gaza aid'],
      language: 'en' as const,
      frequency: 'instant' as const,
      timeZone: 'UTC',
      hour: 8,
    };
    const confirm: DeliveryRequest = { kind: 'confirm', follow, askedAt: NOW };

    it('says what was asked', async () => {
      expect(await prepare(confirm)).toEqual({ outcome: 'ready', email });
      expect(written).toEqual([
        { kind: 'confirm', content: { deliveryId: 'delivery-1', follow, askedAt: NOW } },
      ]);
    });

    it('is not sent to an address that must not be mailed', async () => {
      suppressed = true;
      expect(await prepare(confirm)).toEqual({ outcome: 'not-needed', reason: 'suppressed' });
      expect(written).toEqual([]);
    });
  });
});
