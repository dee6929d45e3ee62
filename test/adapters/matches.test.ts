import { Matches } from '../../lambdas/adapters/matches';
import { MATCH_RETENTION_DAYS } from '../../lambdas/domain/match-retention';
import type { RecordedMatch } from '../../lambdas/domain/recorded-match';
import { type Adapters, makeAdapters } from '../support/adapters';

const at = (second: number) => new Date(Date.UTC(2026, 11, 2, 12, 0, second)).toISOString();

describe('matches', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const aMatch = (topicId: string, fields: Partial<RecordedMatch> = {}): RecordedMatch => ({
    topicId,
    briefingId: 'border',
    edition: 1,
    matchedAt: at(1),
    words: [{ field: 'title', start: 0, end: 9, text: 'Hezbollah' }],
    snippet: [{ text: 'Hezbollah', matched: true }],
    ...fields,
  });
  const record = (match: RecordedMatch) => adapters.matches.record(match);
  const since = (topicId: string, from: string) => adapters.matches.ofTopicSince(topicId, from);

  it('are recorded once per edition, with their first time', async () => {
    const match = aMatch('crane');
    expect(await record(match)).toEqual({ outcome: 'recorded', matchedAt: at(1) });
    expect(await record({ ...match, matchedAt: at(9) })).toEqual({
      outcome: 'already-recorded',
      matchedAt: at(1),
    });
    expect(await since('crane', at(0))).toEqual([match]);
  });

  describe('whose write is held up', () => {
    const { matchedAt: _time, ...match } = aMatch('egret');
    /** Records a match; each attempt of a call takes this long (seconds) before it is sent. */
    const recordWithDelays = async (topicId: string, delays: number[]) => {
      let seconds = 0;
      const matches = new Matches(adapters.client, adapters.name('Matches'), () => at(seconds));
      const middleware = { step: 'finalizeRequest', name: 'delay', priority: 'normal' } as const;
      adapters.client.middlewareStack.add(
        (next) => async (call) => {
          seconds += delays.shift() ?? 0;
          return next(call);
        },
        middleware,
      );
      try {
        return await matches.record({ ...match, topicId });
      } finally {
        adapters.client.middlewareStack.remove('delay');
      }
    };

    it('keep their time if it is at most 30 seconds', async () => {
      const recorded = { outcome: 'recorded', matchedAt: at(0) };
      expect(await recordWithDelays('egret', [30])).toEqual(recorded);
    });

    it('get a new time if it is longer, so that no digest has covered it already', async () => {
      expect(await recordWithDelays('ibis', [31])).toEqual({
        outcome: 'recorded',
        matchedAt: at(31),
      });
      expect(await since('ibis', at(30))).toHaveLength(1);
    });

    it('are not written if that happens again and again', async () => {
      await expect(recordWithDelays('bittern', [31, 31, 31])).rejects.toThrow();
      expect(await since('bittern', at(-1))).toEqual([]);
    });
  });

  it('are recorded by one of many concurrent writers', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, second) => record(aMatch('stork', { matchedAt: at(second) }))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
  });

  it('are replaced by those of a newer edition, and not by a late one of an older edition', async () => {
    await record(aMatch('heron'));
    const newer = aMatch('heron', { edition: 2, matchedAt: at(5) });
    expect(await record(newer)).toMatchObject({ outcome: 'recorded' });
    expect(await record(aMatch('heron', { matchedAt: at(7) }))).toEqual({ outcome: 'superseded' });
    expect(await since('heron', at(0))).toEqual([newer]);
  });

  it('of a briefing can be read by topics, in an edition and newer ones', async () => {
    const kite = aMatch('kite', { briefingId: 'sky', edition: 2 });
    await record(kite);
    await record(aMatch('hawk', { briefingId: 'sky', edition: 1 }));
    await record(aMatch('owl', { briefingId: 'sky', edition: 2 }));
    const topicIds = ['kite', 'hawk', ...Array.from({ length: 150 }, (_, n) => `none${n}`)];
    expect(await adapters.matches.ofBriefing('sky', 2, topicIds)).toEqual([kite]);
    expect(await adapters.matches.ofBriefing('sky', 2, [])).toEqual([]);
    expect(await adapters.matches.ofBriefing('sky', 1, ['kite'])).toEqual([kite]);
  });

  it('of a topic can be read from a time on, oldest first', async () => {
    for (const second of [3, 1, 2]) {
      await record(aMatch('robin', { briefingId: `b${second}`, matchedAt: at(second) }));
    }
    const found = await since('robin', at(1));
    expect(found.map(({ briefingId }) => briefingId)).toEqual(['b2', 'b3']);
  });

  it('of a topic are read completely, page by page', async () => {
    // A page of a query ends at 1 MB.
    const snippet = [{ text: 'x'.repeat(90_000), matched: false }];
    const ids = Array.from({ length: 14 }, (_, number) => `long${10 + number}`);
    for (const [second, briefingId] of ids.entries()) {
      await record(aMatch('goose', { briefingId, snippet, matchedAt: at(second) }));
    }
    const found = await since('goose', at(-1));
    expect(found.map(({ briefingId }) => briefingId)).toEqual(ids);
  });

  it('are read consistently', async () => {
    // DynamoDB Local can't show the difference, so the test looks at the requests.
    const send = jest.spyOn(adapters.client, 'send');
    await since('robin', at(1));
    await adapters.matches.ofBriefing('sky', 2, ['kite']);
    const [query, batch] = send.mock.calls.map(([command]) => command.input);
    send.mockRestore();
    expect(query).toMatchObject({ ConsistentRead: true });
    expect(JSON.stringify(batch)).toContain('"ConsistentRead":true');
  });

  it('of a topic can be limited to the latest, newest first', async () => {
    for (const second of [1, 2, 3]) {
      await record(aMatch('finch', { briefingId: `b${second}`, matchedAt: at(second) }));
    }
    const latest = await adapters.matches.latestOfTopic('finch', 2);
    expect(latest.map(({ briefingId }) => briefingId)).toEqual(['b3', 'b2']);
  });

  it('expire after the retention period', async () => {
    await record(aMatch('swift'));
    expect(
      await adapters.item('Matches', { topicId: 'swift', briefingId: 'border' }),
    ).toMatchObject({ expiresAt: Date.parse(at(1)) / 1000 + MATCH_RETENTION_DAYS * 24 * 3600 });
  });
});
