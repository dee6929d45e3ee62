import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import { deliveryIdOf } from '../../lambdas/domain/delivery';
import type { DeliveryRecord } from '../../lambdas/domain/delivery-record';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import type { DigestFrequency } from '../../lambdas/domain/frequency';
import type { RecordedMatch } from '../../lambdas/domain/recorded-match';
import type { DigestPlan, SubscriberFile, Subscription } from '../../lambdas/domain/subscriber';
import { explainAbsence } from '../../lambdas/use-cases/explain-absence';
import { aSubscriber, aSubscriberFile, aSubscription } from '../support/adapters';
import { expressionOf } from '../support/expressions';
import { aWholeBriefing } from '../support/page-views';

const SITE = 'https://briefings.example';
const at = (hour: number, minute = 0) =>
  new Date(Date.UTC(2026, 11, 2, hour, minute)).toISOString();
const PUBLISHED = at(10);
const MATCHED = at(10, 1);
const NOON = at(12);

const briefing = {
  ...aWholeBriefing({
    title: 'Aid trucks reach Gaza through Rafah',
    summary: '',
    body: 'Drivers waited for two days.',
    publishedAt: PUBLISHED,
  }),
  edition: 1,
};
const { briefingId } = briefing;

const topicIdFor = (expression: string) => topicIdOf(expressionOf(expression));
const follows = (expression: string, fields: Partial<Subscription> = {}) =>
  aSubscription(topicIdFor(expression), { expression, ...fields });
const matchOf = (expression: string, fields: Partial<RecordedMatch> = {}): RecordedMatch => ({
  topicId: topicIdFor(expression),
  briefingId,
  edition: 1,
  matchedAt: MATCHED,
  words: [],
  snippet: [],
  ...fields,
});
const aPlan = (frequency: DigestFrequency, settledUntil: string): DigestPlan => ({
  frequency,
  settledUntil,
  round: 1,
  follows: 1,
  reschedules: 0,
  listed: [],
});
const anAlert = (fields: Partial<DeliveryRecord>): DeliveryRecord => ({
  deliveryId: deliveryIdOf({ kind: 'alert', briefingId, edition: 1, subscriberId: 'ann' }),
  kind: 'alert',
  state: 'sent',
  at: at(10, 2),
  attempts: 1,
  ...fields,
});
const aDigest = (round: number, fields: Partial<DeliveryRecord>): DeliveryRecord => ({
  ...anAlert(fields),
  deliveryId: `digest-daily-${round}-ann`,
  kind: 'digest',
});
const anEmailOfSeveral = (fields: Partial<DeliveryRecord>): DeliveryRecord => ({
  ...anAlert(fields),
  deliveryId: 'gathered-0-ann',
  kind: 'gathered',
});

describe('why a briefing was not emailed', () => {
  let file: SubscriberFile;
  let matches: RecordedMatch[];
  let deliveries: DeliveryRecord[];
  let now: string;
  beforeEach(() => {
    file = aSubscriberFile();
    matches = [];
    deliveries = [];
    now = NOON;
  });

  const explain = (pasted = `${SITE}/briefings/${briefingId}`) =>
    explainAbsence({
      siteUrl: SITE,
      findBriefing: async (id) => (id === briefingId ? briefing : undefined),
      findBriefingByUrl: async (url) => (url === briefing.url ? briefing : undefined),
      aliases: async () => noAliases,
      matchesOfBriefing: async (id, _edition, topicIds) =>
        matches.filter((match) => match.briefingId === id && topicIds.includes(match.topicId)),
      deliveriesOf: async () => ({ deliveries }),
      nextDigests: async () => [{ frequency: 'daily', dueAt: at(20) }],
      alertLimits: { windowMs: 15 * 60_000, maxPerDay: 2 },
      now: () => now,
    })(file, pasted);
  const topics = async () => {
    const explained = await explain();
    if (explained.outcome !== 'explained') throw new Error(`It was ${explained.outcome}.`);
    return explained.topics;
  };
  const decision = async () => (await topics())[0]?.decision;

  describe('by what was pasted', () => {
    it('is not explained for what is not an address, or of no briefing', async () => {
      expect(await explain('not an address')).toEqual({ outcome: 'unreadable' });
      const unknown = { outcome: 'unknown', days: 30 };
      expect(await explain(`${SITE}/briefings/other`)).toEqual(unknown);
      expect(await explain('https://news.example/other')).toEqual(unknown);
    });

    it('is explained for the page here and for where it was published', async () => {
      const explained = { outcome: 'explained', briefing, isSuppressed: false, topics: [] };
      expect(await explain()).toEqual(explained);
      expect(await explain(briefing.url)).toEqual(explained);
    });

    it('says whether the address gets no emails at all', async () => {
      const suppressed = { reason: 'bounce' as const, at: at(9) };
      file = aSubscriberFile({ subscriber: aSubscriber('ann', { suppressed }) });
      expect(await explain()).toMatchObject({ isSuppressed: true });
    });
  });

  describe('when no topic matched', () => {
    it('is the words that are missing or excluded, as the subscriber wrote them', async () => {
      file.subscriptions = [follows('Gaza Ceasefire -drivers')];
      expect(await topics()).toEqual([
        {
          topicId: topicIdFor('Gaza Ceasefire -drivers'),
          expression: 'Gaza Ceasefire -drivers',
          frequency: 'instant',
          decision: { outcome: 'missed', missing: ['Ceasefire'], excluded: ['drivers'] },
        },
      ]);
    });

    it('begins with the topic that came closest', async () => {
      file.subscriptions = [follows('Sudan famine'), follows('Gaza famine')];
      expect((await topics()).map(({ expression }) => expression)).toEqual([
        'Gaza famine',
        'Sudan famine',
      ]);
    });

    it('is that it was published before the topic was followed', async () => {
      file.subscriptions = [follows('Gaza', { since: at(11) })];
      expect(await decision()).toEqual({ outcome: 'followed-later', since: at(11) });
      // Others followed the topic, so that a match is recorded.
      matches = [matchOf('Gaza')];
      expect(await decision()).toEqual({ outcome: 'followed-later', since: at(11) });
    });

    it('is that it matched before the topic was followed, though it says a later time', async () => {
      file.subscriptions = [follows('Gaza', { since: at(9, 30) })];
      matches = [matchOf('Gaza', { matchedAt: at(9) })];
      expect(await decision()).toEqual({ outcome: 'followed-later', since: at(9, 30) });
    });

    it('is that it is not matched yet, or that its text was changed later', async () => {
      file.subscriptions = [follows('Gaza')];
      now = at(10, 1);
      expect(await decision()).toEqual({ outcome: 'not-matched-yet' });
      now = NOON;
      expect(await decision()).toEqual({ outcome: 'changed-later' });
    });
  });

  describe('when a topic with alerts matched', () => {
    beforeEach(() => {
      file.subscriptions = [follows('Gaza')];
      matches = [matchOf('Gaza')];
    });
    const waiting = (subscriber = {}, fields = {}) => {
      deliveries = [anAlert({ state: 'dropped', reason: 'gathered' })];
      const gathered = [{ briefingId, edition: 1 }];
      file.subscriber = aSubscriber('ann', subscriber);
      file.alerts = { ...NO_ALERTS, gathered, dueAt: at(18), ...fields };
    };
    const waits = (because: string) => ({
      outcome: 'waits',
      because,
      frequency: 'instant',
      until: at(18),
    });

    it('is that it was sent', async () => {
      deliveries = [anAlert({})];
      expect(await decision()).toEqual({ outcome: 'sent', at: at(10, 2), in: 'alert' });
    });

    it('is that it is on its way: being sent, or not queued for ten minutes', async () => {
      deliveries = [anAlert({ state: 'claimed' })];
      expect(await decision()).toEqual({ outcome: 'on-its-way' });
      deliveries = [];
      now = at(10, 10);
      expect(await decision()).toEqual({ outcome: 'on-its-way' });
      now = NOON;
      expect(await decision()).toEqual({ outcome: 'not-sent' });
    });

    it('is a pause', async () => {
      waiting({ pausedUntil: at(18) });
      expect(await decision()).toEqual(waits('pause'));
    });

    it('is the quiet hours', async () => {
      waiting({ quietHours: { from: 9, to: 18 } });
      expect(await decision()).toEqual(waits('quiet-hours'));
    });

    it('is the daily limit: the site’s, or a lower one of the subscriber', async () => {
      const windowWith = (emails: number) => ({
        window: { endsAt: at(11), openedBy: 'alert-0', day: '2026-12-02', emails },
      });
      waiting({}, windowWith(2));
      expect(await decision()).toEqual(waits('daily-limit'));
      waiting({}, windowWith(1));
      expect(await decision()).toEqual(waits('gathered'));
      waiting({ maxAlertsPerDay: 1 }, windowWith(1));
      expect(await decision()).toEqual(waits('daily-limit'));
    });

    it('is that it was sent with other alerts that waited', async () => {
      deliveries = [
        anAlert({ state: 'dropped', reason: 'gathered' }),
        anEmailOfSeveral({ at: at(10, 17) }),
      ];
      expect(await decision()).toEqual({ outcome: 'sent', at: at(10, 17), in: 'gathered' });
    });

    it('is that they muted the story, unless it was sent before', async () => {
      const muted = [{ briefingId, title: briefing.title, at: at(10) }];
      waiting({ muted });
      expect(await decision()).toEqual({ outcome: 'muted', title: briefing.title });
      deliveries = [anAlert({})];
      expect(await decision()).toMatchObject({ outcome: 'sent' });
    });

    it.each([
      ['superseded', 'superseded'],
      ['refused: MessageRejected', 'refused'],
      ['rejected: Bad content', 'refused'],
      ['unsubscribed', 'not-sent'],
      ['withdrawn', 'not-sent'],
    ])('is why the alert was dropped: %s', async (reason, outcome) => {
      deliveries = [anAlert({ state: 'dropped', reason })];
      expect(await decision()).toEqual({ outcome });
    });
  });

  describe('when a topic in a digest matched', () => {
    beforeEach(() => {
      file.subscriptions = [follows('Gaza', { frequency: 'daily' })];
      matches = [matchOf('Gaza')];
      file.digests = [aPlan('daily', at(9))];
    });

    it('is that it waits for the next digest, or for the end of a pause', async () => {
      const wait = { outcome: 'waits', frequency: 'daily', until: at(20) };
      expect(await decision()).toEqual({ ...wait, because: 'digest' });
      file.subscriber = aSubscriber('ann', { pausedUntil: at(18) });
      expect(await decision()).toEqual({ ...wait, because: 'pause' });
    });

    it('is the digest that listed it', async () => {
      file.digests = [aPlan('daily', at(11))];
      deliveries = [
        aDigest(0, { at: at(8) }),
        aDigest(1, { at: at(11), state: 'dropped', reason: 'postponed' }),
        aDigest(2, { at: at(11, 2) }),
      ];
      expect(await decision()).toEqual({ outcome: 'sent', at: at(11, 2), in: 'daily' });
    });

    it('is that no digest was sent, or that the story was muted', async () => {
      file.digests = [aPlan('daily', at(11))];
      deliveries = [aDigest(1, { at: at(11), state: 'dropped', reason: 'unsubscribed' })];
      expect(await decision()).toEqual({ outcome: 'not-sent' });
      file.digests = [];
      expect(await decision()).toEqual({ outcome: 'not-sent' });
      const muted = [{ briefingId, title: briefing.title, at: at(10) }];
      file.subscriber = aSubscriber('ann', { muted });
      expect(await decision()).toEqual({ outcome: 'muted', title: briefing.title });
    });
  });

  it('is decided by the frequency at the time of the match', async () => {
    const formerly = [{ frequency: 'daily' as const, since: at(9), until: at(11) }];
    file.subscriptions = [follows('Gaza', { since: at(11), formerly })];
    matches = [matchOf('Gaza')];
    file.digests = [aPlan('daily', at(9))];
    expect(await topics()).toMatchObject([
      { frequency: 'daily', decision: { outcome: 'waits', because: 'digest' } },
    ]);
  });

  it('is explained by a topic that was edited into another, but only if it matched', async () => {
    const formerly = [{ frequency: 'instant' as const, since: at(9), until: at(11) }];
    const replaced = [
      { topicId: topicIdFor('Gaza'), expression: 'Gaza', formerly },
      { topicId: topicIdFor('Sudan'), expression: 'Sudan', formerly },
    ];
    file.subscriptions = [follows('Gaza famine', { since: at(11), replaced })];
    matches = [matchOf('Gaza')];
    deliveries = [anAlert({})];
    expect(
      (await topics()).map(({ expression, decision: { outcome } }) => [expression, outcome]),
    ).toEqual([
      ['Gaza', 'sent'],
      ['Gaza famine', 'missed'],
    ]);
  });
});
