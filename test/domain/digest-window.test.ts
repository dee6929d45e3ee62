import fc from 'fast-check';
import {
  type DigestState,
  openWindow,
  SETTLING_MS,
  type WindowedMatch,
} from '../../lambdas/domain/digest-window';

const START = Date.parse('2026-12-01T00:00:00.000Z');
const at = (ms: number): string => new Date(START + ms).toISOString();
const minutes = (count: number) => count * 60_000;

const initialState: DigestState = { settledUntil: at(0), listed: [] };
const aMatch = (briefingId: string, ms: number, edition = 1): WindowedMatch => ({
  topicId: 'gaza-aid',
  briefingId,
  edition,
  matchedAt: at(ms),
});
const idsOf = (matches: WindowedMatch[]) => matches.map(({ briefingId }) => briefingId);

describe('the window of a digest', () => {
  it('lists every match since the last digest until now', () => {
    const matches = [
      aMatch('early', minutes(1)),
      aMatch('now', minutes(60)),
      aMatch('later', minutes(60) + 1),
    ];
    expect(idsOf(openWindow(initialState, matches, at(minutes(60))).newMatches)).toEqual([
      'early',
      'now',
    ]);
  });

  it('does not list a match again that was made shortly before the digest', () => {
    const match = aMatch('late', minutes(59.5));
    const { next } = openWindow(initialState, [match], at(minutes(60)));
    expect(openWindow(next, [match], at(minutes(120))).newMatches).toEqual([]);
  });

  it('lists a match that became readable only after the digest of its time', () => {
    const { next } = openWindow(initialState, [], at(minutes(60)));
    const stampedBefore = aMatch('slow', minutes(60) - SETTLING_MS + 1);
    expect(idsOf(openWindow(next, [stampedBefore], at(minutes(90))).newMatches)).toEqual(['slow']);
    expect(Date.parse(next.settledUntil)).toBeLessThan(Date.parse(stampedBefore.matchedAt));
  });

  it('lists a briefing again if it has a new edition', () => {
    const first = aMatch('border', minutes(59));
    const { next } = openWindow(initialState, [first], at(minutes(60)));
    const newer = aMatch('border', minutes(61), 2);
    expect(openWindow(next, [newer], at(minutes(62))).newMatches).toEqual([newer]);
  });

  it('distinguishes matches of different topics with the same briefing', () => {
    const one = aMatch('border', minutes(59));
    const { next } = openWindow(initialState, [one], at(minutes(60)));
    const other = { ...one, topicId: 'hezbollah' };
    expect(openWindow(next, [one, other], at(minutes(61))).newMatches).toEqual([other]);
  });

  it('keeps the keys of the matches that are not settled, and of no others', () => {
    const now = minutes(60);
    const settled = aMatch('settled', now - SETTLING_MS);
    const unsettled = aMatch('unsettled', now - SETTLING_MS + 1);
    expect(openWindow(initialState, [settled, unsettled], at(now)).next.listed).toHaveLength(1);
    const atNow = aMatch('border', now);
    // With another key, an update of the service would list these matches a second time.
    expect(openWindow(initialState, [atNow], at(now)).next).toEqual({
      settledUntil: at(now - SETTLING_MS),
      listed: ['AuclBWL8rb'],
    });
  });

  it('lists 5,000 very recent matches, and with more of them only those that are settled', () => {
    const now = minutes(60);
    const recent = Array.from({ length: 5_000 }, (_, index) =>
      aMatch(`recent ${index}`, now - SETTLING_MS + 1 + index),
    );
    const settled = aMatch('settled', now - SETTLING_MS);
    const most = openWindow(initialState, [settled, ...recent], at(now));
    expect(most.newMatches).toHaveLength(5_001);
    expect(most.next.listed).toHaveLength(5_000);

    const flood = [settled, ...recent, aMatch('one more', now)];
    const { newMatches, next } = openWindow(initialState, flood, at(now));
    expect(idsOf(newMatches)).toEqual(['settled']);
    expect(next).toEqual({ settledUntil: at(now - SETTLING_MS), listed: [] });
  });

  it('never moves the settled time back', () => {
    const state = { settledUntil: at(minutes(60)), listed: [] };
    expect(openWindow(state, [], at(minutes(60.5))).next.settledUntil).toBe(at(minutes(60)));
  });

  it('leaves a flood of very recent matches to the next digest, which lists each once', () => {
    const earlier = [aMatch('settled', minutes(30)), aMatch('listed before', minutes(59.2))];
    const { next: before } = openWindow(initialState, earlier, at(minutes(59.5)));
    const flood = Array.from({ length: 6_000 }, (_, index) =>
      aMatch(`flood ${index}`, minutes(59.6) + index),
    );

    const since = ({ settledUntil }: DigestState) =>
      [...earlier, ...flood].filter(({ matchedAt }) => matchedAt > settledUntil);
    const first = openWindow(before, since(before), at(minutes(60)));
    const second = openWindow(first.next, since(first.next), at(minutes(120)));

    expect(first.newMatches).toEqual([]);
    // The state must fit into one DynamoDB item.
    expect(JSON.stringify(first.next).length).toBeLessThan(200_000);
    expect(idsOf(second.newMatches)).toEqual(idsOf(flood));
  });

  /** Matches have a time, but may become readable later. */
  const timeline = fc.record({
    matches: fc.array(
      fc.record({
        stampedAfter: fc.integer({ min: 1, max: minutes(40) }),
        delay: fc.integer({ min: 0, max: SETTLING_MS - 1 }),
        size: fc.constantFrom(1, 1, 1, 1, 1, 3_000),
      }),
      { maxLength: 25 },
    ),
    digests: fc.array(fc.integer({ min: 0, max: minutes(45) }), { maxLength: 25 }),
  });

  it('lists every match exactly once, for any delay of matches and any times of digests', () => {
    fc.assert(
      fc.property(timeline, ({ matches, digests }) => {
        const all = matches.flatMap(({ stampedAfter, delay, size }, index) =>
          Array.from({ length: size }, (_, copy) => ({
            match: aMatch(`${index}/${copy}`, stampedAfter),
            visibleAt: stampedAfter + delay,
          })),
        );
        const times = [...digests.sort((a, b) => a - b), minutes(50), minutes(60)];
        const listed: string[] = [];
        let state = initialState;
        for (const time of times) {
          const readable = all
            .filter(({ match, visibleAt }) => {
              return visibleAt <= time && match.matchedAt > state.settledUntil;
            })
            .map(({ match }) => match);
          const { newMatches, next } = openWindow(state, readable, at(time));
          listed.push(...idsOf(newMatches));
          state = next;
        }
        expect(listed.sort()).toEqual(all.map(({ match }) => match.briefingId).sort());
      }),
      { numRuns: 60 },
    );
  });
});
