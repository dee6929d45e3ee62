import type { FirstDigest } from '../../lambdas/domain/digest-schedule';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import type { FollowRequest } from '../../lambdas/domain/follow-request';
import { anchorTopic } from '../../lambdas/domain/matching/anchor-topic';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import type { Subscriber, Subscription } from '../../lambdas/domain/subscriber';
import type { AnchoredTopic } from '../../lambdas/domain/topic';
import { followTopics } from '../../lambdas/use-cases/follow-topics';
import { aSubscriber } from '../support/adapters';
import { expressionOf } from '../support/expressions';

const NOON = '2026-12-02T12:00:00.000Z';
const VOCABULARY = { aliases: noAliases, frequencies: shippedFrequencies };

describe('the outcome of following topics', () => {
  const consent = { how: 'recorded' as const, at: NOON, text: 'in the test' };
  const follow = async (fields: Partial<FollowRequest> = {}, existing?: Subscriber) => {
    const created: Subscriber[] = [];
    const followed: {
      subscriberId: string;
      subscription: Subscription;
      topic: AnchoredTopic;
      firstDigest?: FirstDigest | undefined;
    }[] = [];
    const moved: unknown[] = [];
    const languages: unknown[] = [];
    const outcome = await followTopics({
      findOrCreateSubscriber: async (subscriber) => {
        if (existing) return existing;
        created.push(subscriber);
        return subscriber;
      },
      follow: async (subscriberId, subscription, topic, firstDigest) => {
        followed.push({ subscriberId, subscription, topic, firstDigest });
        if (topic.name === 'one too many') return 'too-many';
        return followed.length === 1 ? 'followed' : 'unchanged';
      },
      moveDigests: async (...schedule) => {
        moved.push(schedule);
      },
      setFirstLanguage: async (...language) => {
        languages.push(language);
      },
      maxTopicsPerSubscriber: 100,
      loadVocabulary: async () => VOCABULARY,
      newId: () => 'new',
      now: () => NOON,
    })(
      {
        address: 'ann@example.org',
        expressions: ['Gaza aid'],
        language: 'en',
        frequency: 'daily',
        timeZone: 'Europe/London',
        hour: 8,
        ...fields,
      },
      consent,
    );
    return { outcome, created, followed, moved, languages };
  };

  it('names the new subscriber and each topic, which is followed with consent and a first digest', async () => {
    const { outcome, created, followed } = await follow();
    const topic = anchorTopic(expressionOf('Gaza aid'), VOCABULARY);
    const { topicId } = topic;
    expect(outcome).toStrictEqual({
      subscriberId: 'new',
      schedule: { hour: 8, timeZone: 'Europe/London' },
      topics: [{ topicId, expression: 'Gaza aid', outcome: 'followed' }],
    });
    expect(created).toEqual([
      {
        subscriberId: 'new',
        address: 'ann@example.org',
        timeZone: 'Europe/London',
        hour: 8,
        createdAt: NOON,
      },
    ]);
    const subscription = { topicId, expression: 'Gaza aid', language: 'en', frequency: 'daily' };
    expect(followed).toEqual([
      {
        subscriberId: 'new',
        subscription: { ...subscription, since: NOON, consent },
        topic,
        firstDigest: { frequency: 'daily', dueAt: '2026-12-03T08:00:00.000Z' },
      },
    ]);
  });

  it('gives a new subscriber the language of the page', async () => {
    const { created, languages } = await follow({ wordingLanguage: 'ar' });
    expect(created).toMatchObject([{ wordingLanguage: 'ar' }]);
    expect(languages).toEqual([]);
  });

  it('names the existing subscriber, whose own hour decides the first digest', async () => {
    const { outcome, created, followed } = await follow({}, aSubscriber('ann', { hour: 20 }));
    expect(outcome.subscriberId).toBe('ann');
    expect(created).toEqual([]);
    expect(followed).toMatchObject([
      { subscriberId: 'ann', firstDigest: { dueAt: '2026-12-02T20:00:00.000Z' } },
    ]);
  });

  describe('for someone who follows topics already', () => {
    const ann = aSubscriber('ann', { hour: 20, timeZone: 'Asia/Tokyo' });

    it('moves their digests to the hour and time zone that they chose', async () => {
      const { moved, followed } = await follow({ chosen: ['hour', 'timeZone'] }, ann);
      expect(moved).toEqual([['ann', { hour: 8, timeZone: 'Europe/London' }]]);
      expect(followed).toMatchObject([{ firstDigest: { dueAt: '2026-12-03T08:00:00.000Z' } }]);
    });

    it('keeps what they did not choose', async () => {
      const { moved } = await follow({ chosen: ['timeZone'] }, ann);
      expect(moved).toEqual([['ann', { hour: 20, timeZone: 'Europe/London' }]]);
    });

    it('keeps the day of their digests, and the pause that they chose', async () => {
      const paused = { ...ann, weekday: 5, pausedUntil: NOON };
      const { moved } = await follow({ chosen: ['hour'], frequency: 'weekly' }, paused);
      expect(moved).toEqual([
        ['ann', { hour: 8, timeZone: 'Asia/Tokyo', weekday: 5, pausedUntil: NOON }],
      ]);
    });

    it('sets the language of the page only if they have none', async () => {
      expect((await follow({ wordingLanguage: 'fr' }, ann)).languages).toEqual([['ann', 'fr']]);
      const arabic = { ...ann, wordingLanguage: 'ar' as const };
      expect((await follow({ wordingLanguage: 'fr' }, arabic)).languages).toEqual([]);
      expect((await follow({}, ann)).languages).toEqual([]);
    });

    it('moves nothing if they chose nothing, or what they have', async () => {
      expect((await follow({}, ann)).moved).toEqual([]);
      const same = { chosen: ['hour' as const], hour: 20 };
      expect((await follow(same, ann)).moved).toEqual([]);
    });
  });

  it('contains a sentence for each topic beyond the limit', async () => {
    const { outcome } = await follow({ expressions: ['heron', 'one too many'] });
    expect(outcome.topics).toMatchObject([
      { expression: 'heron', outcome: 'followed' },
      {
        expression: 'one too many',
        outcome: 'refused',
        reason: 'Nobody can follow more than 100 topics. Stop following another topic first.',
      },
    ]);
  });

  it('says why no email is sent to the address', async () => {
    const ann = aSubscriber('ann', { suppressed: { reason: 'complaint', at: NOON } });
    expect((await follow({}, ann)).outcome).toMatchObject({ suppressed: 'complaint' });
  });

  it('contains a sentence for a refused expression, and the outcomes of the others', async () => {
    const { outcome, followed } = await follow({ expressions: ['heron', 'the', 'egret'] });
    expect(outcome.topics).toMatchObject([
      { topicId: topicIdOf(expressionOf('heron')), expression: 'heron', outcome: 'followed' },
      { expression: 'the', outcome: 'refused', reason: expect.stringMatching(/^[^a-z].*\.$/) },
      { topicId: topicIdOf(expressionOf('egret')), expression: 'egret', outcome: 'unchanged' },
    ]);
    expect(followed).toHaveLength(2);
  });

  it('has no first digest for instant topics', async () => {
    const { followed } = await follow({ frequency: 'instant' });
    expect(followed).toMatchObject([{ firstDigest: undefined }]);
  });
});
