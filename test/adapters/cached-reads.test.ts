import type { StoredHeading } from '../../lambdas/adapters/briefing-items';
import { cacheHeadings, cacheMatches } from '../../lambdas/adapters/cached-reads';
import { ExpiringCache } from '../../lambdas/adapters/expiring-cache';
import type { RecordedMatch } from '../../lambdas/domain/recorded-match';
import { aWholeBriefing } from '../support/page-views';

const NOON = '2026-12-02T12:00:00.000Z';
const secondsLater = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1000).toISOString();

describe('reads that a worker keeps for a minute', () => {
  let now: string;
  let reads: string[][];
  beforeEach(() => {
    now = NOON;
    reads = [];
  });

  describe('of headings', () => {
    const published = new Map<string, StoredHeading>();
    const create = () =>
      cacheHeadings(
        async (ids) => {
          reads.push(ids);
          return new Map([...published].filter(([id]) => ids.includes(id)));
        },
        () => now,
      );
    beforeEach(() => {
      published.clear();
      for (const briefingId of ['one', 'two']) {
        published.set(briefingId, { ...aWholeBriefing({ briefingId }), edition: 1 });
      }
    });

    it('are made once for all emails about a briefing', async () => {
      const headings = create();
      await headings(['one']);
      expect([...(await headings(['one', 'two', 'one'])).keys()].sort()).toEqual(['one', 'two']);
      await headings(['two']);
      expect(reads).toEqual([['one'], ['two']]);
    });

    it('are made again after a minute, so that a correction is seen', async () => {
      const headings = create();
      await headings(['one']);
      now = secondsLater(59);
      await headings(['one']);
      now = secondsLater(60);
      await headings(['one']);
      expect(reads).toEqual([['one'], ['one']]);
    });

    it('are made again for a newer edition, so that its alert does not have the old title', async () => {
      const headings = create();
      await headings(['one'], () => 1);
      const newer = { ...aWholeBriefing({ briefingId: 'one', title: 'Newer' }), edition: 2 };
      published.set('one', newer);
      expect((await headings(['one'], () => 1)).get('one')).toMatchObject({ edition: 1 });
      expect((await headings(['one'], () => 2)).get('one')).toEqual(newer);
      expect(reads).toHaveLength(2);
    });

    it('are made again if the briefing was not found', async () => {
      const headings = create();
      expect(await headings(['three'])).toEqual(new Map());
      published.set('three', { ...aWholeBriefing({ briefingId: 'three' }), edition: 1 });
      expect([...(await headings(['three'])).keys()]).toEqual(['three']);
    });
  });

  describe('of matches', () => {
    const aMatch = (topicId: string): RecordedMatch => ({
      topicId,
      briefingId: 'border',
      edition: 1,
      matchedAt: NOON,
      words: [],
      snippet: [],
    });
    const create = () =>
      cacheMatches(
        async (_briefingId, _edition, topicIds) => {
          reads.push(topicIds);
          return topicIds.filter((topicId) => topicId !== 'rain').map(aMatch);
        },
        () => now,
      );

    it('are made once per topic, even for one that the briefing does not match', async () => {
      const matches = create();
      expect(await matches('border', 1, ['gaza', 'rain'])).toEqual([aMatch('gaza')]);
      expect(await matches('border', 1, ['rain', 'gaza', 'aid'])).toEqual(
        expect.arrayContaining([aMatch('gaza'), aMatch('aid')]),
      );
      expect(await matches('border', 1, ['rain'])).toEqual([]);
      expect(reads).toEqual([['gaza', 'rain'], ['aid']]);
    });

    it('are made for each briefing and edition', async () => {
      const matches = create();
      await matches('border', 1, ['gaza']);
      await matches('border', 2, ['gaza']);
      await matches('harbour', 1, ['gaza']);
      expect(reads).toHaveLength(3);
    });
  });

  it('drops the values that were not used for the longest time', () => {
    const cache = new ExpiringCache<number>(2, () => now);
    cache.set('one', 1);
    cache.set('two', 2);
    cache.get('one');
    cache.set('three', 3);
    expect(['one', 'two', 'three'].map((key) => cache.get(key))).toEqual([1, undefined, 3]);
  });
});
