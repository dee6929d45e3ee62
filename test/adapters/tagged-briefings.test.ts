import { findTagged } from '../../lambdas/adapters/tagged-briefings';
import type { Briefing } from '../../lambdas/domain/briefing';
import { type Adapters, makeAdapters } from '../support/adapters';
import { aWholeBriefing } from '../support/page-views';

describe('the newest briefings with tags', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  it('are found day by day, newest first, up to a limit', async () => {
    const find = findTagged(adapters.client, adapters.name('Briefings'));
    const store = async (changes: Partial<Briefing>) => {
      const briefing = aWholeBriefing(changes);
      const how = {
        contentHash: 'x',
        notify: false,
        keepPublishedAt: false,
        now: briefing.publishedAt,
      };
      await adapters.briefings.store(briefing, how);
    };
    await store({
      briefingId: 'new',
      tags: ['oman', 'talks'],
      publishedAt: '2031-03-02T11:00:00.000Z',
    });
    await store({ briefingId: 'other', tags: ['talks'], publishedAt: '2031-03-02T10:00:00.000Z' });
    await store({ briefingId: 'before', tags: ['oman'], publishedAt: '2031-03-01T23:00:00.000Z' });
    await store({ briefingId: 'old', tags: ['oman'], publishedAt: '2031-02-20T23:00:00.000Z' });
    await store({ briefingId: 'later', tags: ['oman'], publishedAt: '2031-03-02T13:00:00.000Z' });
    const idsOf = async (tags: string[], sinceHours: number, limit: number) =>
      (await find({ tags, sinceHours, limit }, '2031-03-02T12:00:00.000Z')).map(
        ({ briefingId }) => briefingId,
      );
    expect(await idsOf(['oman'], 7 * 24, 10)).toEqual(['new', 'before']);
    expect(await idsOf(['oman'], 12, 10)).toEqual(['new']);
    expect(await idsOf(['oman'], 20 * 24, 2)).toEqual(['new', 'before']);
    expect(await idsOf(['oman', 'talks'], 20 * 24, 10)).toEqual(['new']);
  });
});
