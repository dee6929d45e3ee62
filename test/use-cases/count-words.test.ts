import type { Briefing } from '../../lambdas/domain/briefing';
import { countWords, type WordCounts } from '../../lambdas/use-cases/count-words';
import { aWholeBriefing } from '../support/page-views';

describe('counting words', () => {
  const aBriefing = (body: string) =>
    aWholeBriefing({ title: 'Report', summary: '', source: '', tags: [], body });
  const count = async (...pages: Briefing[][]) => {
    let saved: WordCounts | undefined;
    const counted = await countWords({
      async *latestBriefings(limit) {
        expect(limit).toBe(1_000);
        yield* pages;
      },
      saveWordCounts: async (counts) => {
        saved = counts;
      },
    })();
    return { counted, saved };
  };

  it('counts the briefings that contain each stem or word as written, over all pages', async () => {
    const { counted, saved } = await count(
      [aBriefing('trucks, trucks and trucks'), aBriefing('One truck.')],
      [aBriefing('Nothing else.')],
    );
    expect(saved?.briefings).toBe(3);
    expect(saved?.briefingsByWord.get('report')).toBe(3);
    expect(saved?.briefingsByWord.get('truck')).toBe(2);
    expect(saved?.briefingsByWord.get('trucks')).toBe(1);
    expect(counted).toEqual({ briefings: 3, words: saved?.briefingsByWord.size });
  });

  it('keeps the 5,000 most common words, most common first', async () => {
    const numbered = (letter: string) =>
      Array.from({ length: 6_000 }, (_, index) => `${letter}${index}`).join(' ');
    const { counted, saved } = await count([
      aBriefing(numbered('x')),
      aBriefing('otter'),
      aBriefing('otter'),
    ]);
    expect(counted).toEqual({ briefings: 3, words: 5_000 });
    expect([...(saved?.briefingsByWord ?? [])].slice(0, 3)).toEqual([
      ['report', 3],
      ['otter', 2],
      [expect.any(String), 1],
    ]);
  });
});
