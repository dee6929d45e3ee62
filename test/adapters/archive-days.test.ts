import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ArchiveDays } from '../../lambdas/adapters/archive-days';
import { ExpressionSearch } from '../../lambdas/domain/archive/expression-search';
import type { Briefing } from '../../lambdas/domain/briefing';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { type Adapters, makeAdapters } from '../support/adapters';
import { expressionOf } from '../support/expressions';
import { aWholeBriefing } from '../support/page-views';

const MINUTE_MS = 60_000;

describe('the days of the archive', () => {
  let adapters: Adapters;
  let now = '';
  beforeEach(async () => {
    adapters = await makeAdapters();
    now = '2026-12-02T12:00:00.000Z';
  });
  afterEach(() => adapters.remove());

  const archive = (maxBytes?: number) =>
    new ArchiveDays(
      adapters.client,
      adapters.name('Briefings'),
      adapters.briefings,
      () => now,
      maxBytes,
    );
  const publish = (fields: Partial<Briefing>) => {
    const briefing = aWholeBriefing({ publishedAt: '2026-12-02T09:00:00.000Z', ...fields });
    const contentHash = JSON.stringify(briefing);
    return adapters.briefings.store(briefing, {
      contentHash,
      notify: false,
      keepPublishedAt: false,
      now,
    });
  };
  const pass = (ms: number) => {
    now = new Date(Date.parse(now) + ms).toISOString();
  };
  /** The ids of the briefings of the days that match the expression, or all ids. */
  const idsOf = async (days: ArchiveDays, names = ['2026-12-02', '2026-12-01'], text = '*') => {
    const search = new ExpressionSearch(expressionOf(text), noAliases);
    const read = await days.read(names);
    return read.map(({ briefings }) =>
      briefings
        .filter(({ words }) => search.verdictOn(words).matches)
        .map(({ briefingId }) => briefingId),
    );
  };

  it('have the briefings published on each, newest first', async () => {
    await publish({ briefingId: 'early' });
    await publish({ briefingId: 'late', publishedAt: '2026-12-02T10:00:00.000Z' });
    await publish({ briefingId: 'yesterday', publishedAt: '2026-12-01T23:59:59.999Z' });
    expect(await idsOf(archive())).toEqual([['late', 'early'], ['yesterday']]);
  });

  it('have new briefings after a minute, also those published for an earlier day', async () => {
    const days = archive();
    await publish({ briefingId: 'first' });
    expect(await idsOf(days)).toEqual([['first'], []]);
    await publish({ briefingId: 'second', publishedAt: '2026-12-02T08:00:00.000Z' });
    await publish({ briefingId: 'backdated', publishedAt: '2026-12-01T08:00:00.000Z' });
    expect(await idsOf(days)).toEqual([['first'], []]);
    pass(MINUTE_MS);
    expect(await idsOf(days)).toEqual([['first', 'second'], ['backdated']]);
  });

  it('have an updated briefing once, with its new words, on its new day', async () => {
    const days = archive();
    await publish({ briefingId: 'moved', title: 'Herons' });
    expect(await idsOf(days, undefined, 'herons')).toEqual([['moved'], []]);
    pass(MINUTE_MS);
    await publish({
      briefingId: 'moved',
      title: 'Storks',
      publishedAt: '2026-12-01T09:00:00.000Z',
    });
    pass(MINUTE_MS);
    expect(await idsOf(days, undefined, 'storks')).toEqual([[], ['moved']]);
    expect(await idsOf(days)).toEqual([[], ['moved']]);
  });

  it('read only what was stored since', async () => {
    const days = archive();
    await publish({ briefingId: 'first' });
    pass(10 * MINUTE_MS);
    await days.read(['2026-12-02']);
    pass(10 * MINUTE_MS);
    await publish({ briefingId: 'second' });
    pass(MINUTE_MS);
    const send = jest.spyOn(adapters.client, 'send');
    await days.read(['2026-12-02']);
    const queries = send.mock.calls.filter(([command]) => command instanceof QueryCommand);
    const results = await Promise.all(send.mock.results.map(({ value }) => value));
    expect(queries).toHaveLength(1);
    expect(results[0].Items.map(({ briefingId }: Briefing) => briefingId)).toEqual(['second']);
    send.mockRestore();
  });

  it('are read once for requests at the same time', async () => {
    const days = archive();
    await publish({ briefingId: 'first' });
    const found = await Promise.all([idsOf(days), idsOf(days)]);
    expect(found[1]).toEqual([['first'], []]);
    expect(found[0]).toEqual(found[1]);
  });

  it('are read again if a read failed', async () => {
    const days = archive();
    await publish({ briefingId: 'first' });
    const send = jest
      .spyOn(adapters.client, 'send')
      .mockRejectedValueOnce(new Error('throttled') as never);
    await expect(days.read(['2026-12-02'])).rejects.toThrow('throttled');
    send.mockRestore();
    expect(await idsOf(days)).toEqual([['first'], []]);
  });

  it('lose deleted briefings after an hour', async () => {
    const days = archive();
    await publish({ briefingId: 'withdrawn' });
    await publish({ briefingId: 'kept' });
    await idsOf(days);
    await adapters.withdraw('withdrawn');
    pass(60 * MINUTE_MS);
    expect(await idsOf(days)).toEqual([['kept'], []]);
  });

  it('have a briefing whose words are too many to be packed', async () => {
    const body = Array.from({ length: 9_000 }, (_, index) => `word${index}`).join(' ');
    await publish({ briefingId: 'long', body: `${body} heron` });
    expect((await adapters.item('Briefings', { briefingId: 'long' }))?.words).toBeUndefined();
    expect(await idsOf(archive(), undefined, 'heron word8999')).toEqual([['long'], []]);
  });

  it('end before they would not fit into memory', async () => {
    await publish({ briefingId: 'today' });
    for (const day of [1, 2, 3]) {
      const publishedAt = `2026-11-0${day}T09:00:00.000Z`;
      await publish({ briefingId: `old-${day}`, publishedAt });
    }
    const days = archive(250);
    const names = ['2026-12-02', '2026-11-03', '2026-11-02', '2026-11-01'];
    const found = await idsOf(days, names);
    expect(found.length).toBeLessThan(4);
    expect(found[0]).toEqual(['today']);
    expect(await idsOf(days, ['2026-11-01'])).toEqual([['old-1']]);
    expect(await idsOf(days, ['2026-12-02'])).toEqual([['today']]);
  });
});
