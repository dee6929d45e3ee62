import type { Briefing } from '../../lambdas/domain/briefing';
import { listBriefings } from '../../lambdas/use-cases/list-briefings';

/** As many briefings, each with a body of this many characters. */
const archive = (count: number, characters: number) => {
  const ids = Array.from({ length: count }, (_, index) => `b${index}`);
  return listBriefings({
    latestIds: async (limit) => ids.slice(0, limit),
    byIds: async (some) =>
      some
        .map((briefingId) => ({ briefingId, body: 'x'.repeat(characters) }) as Briefing)
        .reverse(),
  });
};
const pagesOf = async (list: ReturnType<typeof archive>, limit: number) => {
  const pages: string[][] = [];
  let start: number | undefined = 0;
  while (start !== undefined) {
    const page = await list(limit, start);
    pages.push(page.briefings.map(({ briefingId }) => briefingId));
    start = page.next;
  }
  return pages;
};
const idsUpTo = (count: number) => Array.from({ length: count }, (_, index) => `b${index}`);

describe('the list of the newest briefings', () => {
  it('has each one once, in order, whatever their sizes', async () => {
    expect((await pagesOf(archive(1_003, 10), 1_000)).flat()).toEqual(idsUpTo(1_000));
    expect((await pagesOf(archive(57, 300_000), 1_000)).flat()).toEqual(idsUpTo(57));
  });

  it('has many small ones on a page, and few large ones, so that a reply stays below 6 MB', async () => {
    expect((await pagesOf(archive(1_000, 10), 1_000)).map((page) => page.length)).toEqual([
      250, 250, 250, 250,
    ]);
    const large = await pagesOf(archive(57, 350_000), 1_000);
    expect(Math.max(...large.map((page) => page.length)) * 350_000).toBeLessThan(5_500_000);
  });

  it('is empty where there are none', async () => {
    expect(await pagesOf(archive(0, 10), 20)).toEqual([[]]);
  });
});
