import { cacheSearches } from '../../lambdas/adapters/cached-searches';
import type { ArchiveSearch } from '../../lambdas/domain/archive/expression-preview';

const SEARCH: ArchiveSearch = { expression: 'Gaza aid', language: 'en', limit: 20 };

describe('a search of the archive', () => {
  let searches: ArchiveSearch[];
  let now: string;
  let fails: boolean;
  const search = () =>
    cacheSearches(
      async (wanted) => {
        searches.push(wanted);
        if (fails) throw new Error('The database does not answer.');
        return { outcome: 'found', items: [] };
      },
      () => now,
    );
  beforeEach(() => {
    searches = [];
    now = '2026-01-31T09:00:00.000Z';
    fails = false;
  });

  it('is done once a minute, however often it is asked for', async () => {
    const cached = search();
    await cached(SEARCH);
    await cached({ ...SEARCH, expression: ' Gaza  aid ' });
    expect(searches).toHaveLength(1);
    now = '2026-01-31T09:01:00.000Z';
    await cached(SEARCH);
    expect(searches).toHaveLength(2);
  });

  it.each<Partial<ArchiveSearch>>([
    { expression: 'Gaza' },
    { language: 'de' },
    { before: '2026-01-30' },
    { limit: 30 },
  ])('is done again with %j', async (changes) => {
    const cached = search();
    await cached(SEARCH);
    await cached({ ...SEARCH, ...changes });
    expect(searches).toHaveLength(2);
  });

  it('is tried again after a failure', async () => {
    const cached = search();
    fails = true;
    await expect(cached(SEARCH)).rejects.toThrow('does not answer');
    fails = false;
    expect(await cached(SEARCH)).toEqual({ outcome: 'found', items: [] });
  });
});
