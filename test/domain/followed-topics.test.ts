import fc from 'fast-check';
import { followedTopics, frequencyAt, topicsOfDigest } from '../../lambdas/domain/followed-topics';
import { FREQUENCIES } from '../../lambdas/domain/frequency';
import type { Subscription } from '../../lambdas/domain/subscriber';
import { changePeriod, replacePeriods } from '../../lambdas/domain/subscription-periods';
import { aSubscription } from '../support/adapters';

const [JUNE, JULY, AUGUST, SEPTEMBER] = [
  '2026-06-01T00:00:00.000Z',
  '2026-07-01T00:00:00.000Z',
  '2026-08-01T00:00:00.000Z',
  '2026-09-01T00:00:00.000Z',
] as const;

describe('the frequency of a subscription', () => {
  const changed = aSubscription('gaza', {
    frequency: 'daily',
    since: AUGUST,
    formerly: [
      { frequency: 'instant', since: JUNE, until: JULY },
      { frequency: 'weekly', since: JULY, until: AUGUST },
    ],
  });

  it.each([
    ['2026-05-31T23:59:59.999Z', undefined],
    [JUNE, 'instant'],
    ['2026-06-30T23:59:59.999Z', 'instant'],
    [JULY, 'weekly'],
    ['2026-07-31T23:59:59.999Z', 'weekly'],
    [AUGUST, 'daily'],
    [SEPTEMBER, 'daily'],
  ])('at %s is %s', (time, frequency) => {
    expect(frequencyAt(changed, time)).toBe(frequency);
  });

  it('does not change for a time that has passed, whatever is changed later and whichever clock is used', () => {
    const time = (second: number) => new Date(Date.parse(JUNE) + second * 1000).toISOString();
    const second = fc.integer({ min: 0, max: 600 });
    // A clock may be 30 seconds slow or fast.
    const change = fc.record({
      at: second,
      skew: fc.integer({ min: -30, max: 30 }),
      frequency: fc.constantFrom(...FREQUENCIES),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.array(second), (changes, times) => {
        let subscription: Subscription = aSubscription('gaza', { since: JUNE });
        for (const { at, skew, frequency } of changes.sort((a, b) => a.at - b.at)) {
          const before = subscription;
          const period = changePeriod(before, time(at + skew));
          subscription = { ...before, frequency, ...period };
          for (const past of times.map(time).filter((past) => past < period.since)) {
            expect(frequencyAt(subscription, past)).toBe(frequencyAt(before, past));
          }
          expect(frequencyAt(subscription, period.since)).toBe(frequency);
        }
      }),
    );
  });
});

describe('the periods of a subscription', () => {
  const instant = aSubscription('gaza', { since: JULY });

  it('follow one another', () => {
    expect(changePeriod(instant, AUGUST)).toEqual({
      since: AUGUST,
      formerly: [{ frequency: 'instant', since: JULY, until: AUGUST }],
    });
  });

  it('never begin before the one that they follow, and are left out if they are empty', () => {
    expect(changePeriod(instant, JUNE)).toEqual({ since: JULY, formerly: [] });
  });

  it('are left out when their matches are no longer kept', () => {
    const formerly = [{ frequency: 'daily' as const, since: JUNE, until: JULY }];
    expect(changePeriod({ ...instant, formerly }, SEPTEMBER).formerly).toHaveLength(2);
    expect(changePeriod({ ...instant, formerly }, '2026-11-09T00:00:00.000Z').formerly).toEqual([
      { frequency: 'instant', since: JULY, until: '2026-11-09T00:00:00.000Z' },
    ]);
  });

  it('are the latest two hundred', () => {
    let subscription = aSubscription('gaza', { since: JULY });
    for (let minute = 1; minute <= 250; minute += 1) {
      const since = new Date(Date.parse(JULY) + minute * 60_000).toISOString();
      subscription = { ...subscription, ...changePeriod(subscription, since) };
    }
    expect(subscription.formerly).toHaveLength(200);
    expect(subscription.formerly?.at(-1)).toMatchObject({ until: '2026-07-01T04:10:00.000Z' });
  });
});

describe('the topics of a digest', () => {
  const daily = aSubscription('gaza', { frequency: 'daily', since: JUNE });
  const changed = aSubscription('rain', {
    frequency: 'weekly',
    since: JULY,
    formerly: [{ frequency: 'daily', since: JUNE, until: JULY }],
  });

  it('are those at its frequency', () => {
    const all = [daily, changed, aSubscription('fire')];
    expect(topicsOfDigest(all, 'weekly', JUNE)).toEqual([changed]);
    expect(topicsOfDigest(all, 'monthly', JUNE)).toEqual([]);
  });

  it('include those that were at its frequency, until a digest has covered the whole period', () => {
    expect(topicsOfDigest([daily, changed], 'daily', JUNE)).toEqual([daily, changed]);
    expect(topicsOfDigest([daily, changed], 'daily', JULY)).toEqual([daily]);
  });

  it('include one that was edited into another, until a digest has covered the whole period', () => {
    const edited = aSubscription('gaza-aid', {
      frequency: 'daily',
      ...replacePeriods(daily, JULY),
    });
    expect(topicsOfDigest([edited], 'daily', JUNE).map(({ topicId }) => topicId)).toEqual([
      'gaza-aid',
      'gaza',
    ]);
    expect(topicsOfDigest([edited], 'daily', JULY)).toEqual([edited]);
  });
});

describe('a topic that was edited into another', () => {
  const gaza = aSubscription('gaza', { frequency: 'daily', since: JUNE });
  const edit = (former: Subscription, topicId: string, at: string) =>
    aSubscription(topicId, { frequency: former.frequency, ...replacePeriods(former, at) });

  it('is due for its own periods only', () => {
    const edited = edit(gaza, 'rafah', JULY);
    const [rafah, former] = followedTopics([edited]);
    expect(rafah && frequencyAt(rafah, JULY)).toBe('daily');
    expect(rafah && frequencyAt(rafah, JUNE)).toBeUndefined();
    expect(former).toMatchObject({ topicId: 'gaza', expression: 'gaza' });
    expect(former && frequencyAt(former, JUNE)).toBe('daily');
    expect(former && frequencyAt(former, JULY)).toBeUndefined();
  });

  it('keeps its periods when it is edited back, each topic once', () => {
    const back = edit(edit(gaza, 'rafah', JULY), 'gaza', AUGUST);
    const topics = followedTopics([back]);
    expect(topics.map(({ topicId }) => topicId)).toEqual(['gaza', 'rafah']);
    const [again, rafah] = topics;
    const at = (topic: typeof again, time: string) => topic && frequencyAt(topic, time);
    expect([JUNE, JULY, AUGUST].map((time) => at(again, time))).toEqual([
      'daily',
      undefined,
      'daily',
    ]);
    expect([JUNE, JULY, AUGUST].map((time) => at(rafah, time))).toEqual([
      undefined,
      'daily',
      undefined,
    ]);
  });

  it('begins no earlier than the topic that it replaces, even if the clock is slow', () => {
    expect(replacePeriods({ ...gaza, since: JULY }, JUNE)).toEqual({ since: JULY, replaced: [] });
  });

  it('is forgotten when all its matches are', () => {
    const rafah = edit(gaza, 'rafah', JULY);
    expect(replacePeriods(rafah, SEPTEMBER).replaced).toHaveLength(2);
    expect(replacePeriods(rafah, '2026-11-09T00:00:00.000Z').replaced).toMatchObject([
      { topicId: 'rafah' },
    ]);
  });

  it('is one of the last 50 of its subscription', () => {
    let subscription: Subscription = gaza;
    for (let minute = 1; minute <= 60; minute += 1) {
      const at = new Date(Date.parse(JUNE) + minute * 60_000).toISOString();
      subscription = edit(subscription, `topic ${minute}`, at);
    }
    expect(subscription.replaced).toHaveLength(50);
    expect(subscription.replaced?.at(-1)).toMatchObject({ topicId: 'topic 59' });
  });
});
