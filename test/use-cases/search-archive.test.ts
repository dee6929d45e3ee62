import type { Briefing } from '../../lambdas/domain/briefing';
import { searchArchive } from '../../lambdas/use-cases/search-archive';
import { anArchive } from '../support/archive';
import { aWholeBriefing } from '../support/page-views';

const heron = (briefingId: string, publishedAt: string, changes: Partial<Briefing> = {}) =>
  aWholeBriefing({ briefingId, title: 'A heron', publishedAt, ...changes });

/** All pages, each as a list of ids. */
async function pagesOf(briefings: Briefing[], limit: number, expression = 'heron') {
  const search = searchArchive(anArchive(briefings));
  const pages: string[][] = [];
  for (let before: string | undefined = ''; before !== undefined; ) {
    const found = await search({ expression, language: 'en', before, limit });
    if (found.outcome === 'refused') throw new Error(found.reason);
    pages.push(found.items.map(({ briefing }) => briefing.briefingId));
    before = found.next;
  }
  return pages;
}

describe('a search of the archive', () => {
  it('finds each briefing on one page, newest first, also those of the same moment', async () => {
    const same = ['a', 'b', 'c', 'd', 'e'].map((id) => heron(id, '2026-01-20T00:00:00.000Z'));
    const newest = heron('newest', '2026-01-30T11:00:00.000Z');
    const pages = await pagesOf([...same, newest], 2);
    expect(pages.flat()).toEqual(['newest', 'e', 'd', 'c', 'b', 'a']);
    expect(pages.every((page) => page.length <= 2)).toBe(true);
  });

  it('goes back 30 days at a time, until nothing older was published', async () => {
    const briefings = [
      heron('other', '2026-01-10T09:00:00.000Z', { title: 'A stork', summary: '', body: '' }),
      heron('old', '2025-12-20T09:00:00.000Z'),
      heron('lost', '2025-09-01T09:00:00.000Z'),
    ];
    const pages = await pagesOf(briefings, 10);
    expect(pages.flat()).toEqual(['old']);
    expect(pages[0]).toEqual([]);
  });

  it('says how many days it searched', async () => {
    const search = searchArchive(anArchive([heron('old', '2025-12-20T09:00:00.000Z')]));
    const found = await search({ expression: 'heron', language: 'en', limit: 5 });
    expect(found).toMatchObject({ items: [], days: 30 });
  });

  it('starts anew if the address of the page makes no sense', async () => {
    const search = searchArchive(anArchive([heron('one', '2026-01-20T09:00:00.000Z')]));
    for (const before of ['yesterday', '2026-99-99T00:00:00.000Z_x', '_']) {
      const found = await search({ expression: 'heron', language: 'en', before, limit: 5 });
      expect(found).toMatchObject({ items: [{ briefing: { briefingId: 'one' } }] });
    }
  });

  it('refuses what cannot be searched', async () => {
    const search = searchArchive(anArchive([]));
    expect(await search({ expression: '-a', language: 'en', limit: 5 })).toMatchObject({
      outcome: 'refused',
    });
  });
});
