import { Briefings } from '../../../lambdas/adapters/briefings';
import { Feeds } from '../../../lambdas/adapters/feeds/feeds';
import type { FeedEntry } from '../../../lambdas/domain/feeds/feed-document';
import { plainTextOf, sanitizeBody } from '../../../lambdas/rendering/sanitize';
import { publishEntries } from '../../../lambdas/use-cases/feeds/publish-entries';
import { toBriefing } from '../../../lambdas/use-cases/make-briefing';
import { type Adapters, makeAdapters } from '../../support/adapters';
import { aFeed, aFeedDocument, aFeedEntry } from '../../support/feeds';

const NOON = '2026-12-02T12:00:00.000Z';
const HOUR_MS = 3600_000;
const ago = (hours: number) => Date.parse(NOON) - hours * HOUR_MS;
const NOTHING = { new: 0, updated: 0, refused: 0 };

describe('the entries of a feed', () => {
  let adapters: Adapters;
  let briefings: Briefings;
  let now: string;
  let crash: boolean;
  beforeEach(async () => {
    adapters = await makeAdapters();
    briefings = new Briefings(adapters.client, adapters.name('Briefings'));
    now = NOON;
    crash = false;
  });
  afterEach(() => adapters.remove());

  const publish = (entries: FeedEntry[], feed = aFeed()) => {
    const feeds = new Feeds(adapters.client, adapters.name('Feeds'));
    return publishEntries({
      readRecords: feeds.readRecords,
      saveRecords: async (...args) => {
        if (crash) throw new Error('crash');
        await feeds.saveRecords(...args);
      },
      toBriefing: (submission) =>
        toBriefing(submission, {
          sanitizeBody,
          plainTextOf,
          detectLanguage: () => 'en',
          now: () => now,
        }),
      storeBriefing: briefings.storeEntry,
      now: () => now,
    })(feed, aFeedDocument(...entries));
  };
  /** The briefings that are waiting to be matched. */
  const waiting = () => briefings.unmatchedSince('2099-01-01T00:00:00.000Z');
  const today = () => briefings.ofDay('2026-12-02', 100);
  const heron = aFeedEntry({ guid: 'heron', url: 'https://news.test/heron', publishedAt: ago(1) });

  it('become briefings, once', async () => {
    expect(await publish([heron])).toEqual({ ...NOTHING, new: 1 });
    expect(await publish([heron])).toEqual(NOTHING);
    const [heading, ...others] = await today();
    expect(others).toEqual([]);
    expect(heading).toMatchObject({
      title: 'A heron on the river',
      url: 'https://news.test/heron',
      source: 'River news',
      publishedAt: new Date(ago(1)).toISOString(),
    });
    expect(await waiting()).toEqual([heading?.briefingId]);
  });

  it('get the new tags of their feed, silently', async () => {
    await publish([heron]);
    const [briefingId = ''] = await waiting();
    const tagged = aFeed({ tags: ['birds'] });
    expect(await publish([heron], tagged)).toEqual({ ...NOTHING, updated: 1 });
    expect(await briefings.get(briefingId)).toMatchObject({ tags: ['birds'], edition: 1 });
    expect(await publish([heron], tagged)).toEqual(NOTHING);
  });

  it('become briefings once, although a poll crashed before it ended', async () => {
    crash = true;
    await expect(publish([heron])).rejects.toThrow('crash');
    crash = false;
    expect(await publish([heron])).toEqual(NOTHING);
    expect(await today()).toHaveLength(1);
  });

  it('that change are updated without alerting anyone', async () => {
    await publish([heron]);
    const [briefingId = ''] = await waiting();
    await briefings.markMatched(briefingId, 1);
    expect(await publish([{ ...heron, title: 'Two herons' }])).toEqual({ ...NOTHING, updated: 1 });
    expect(await briefings.get(briefingId)).toMatchObject({ title: 'Two herons', edition: 1 });
    expect(await waiting()).toEqual([]);
  });

  it('keep their briefing when their url changes', async () => {
    await publish([heron]);
    const moved = { ...heron, url: 'https://news.test/birds/heron' };
    expect(await publish([moved])).toEqual({ ...NOTHING, updated: 1 });
    expect(await today()).toMatchObject([{ url: moved.url }]);
  });

  it('of two feeds that share a url make one briefing, of the feed that had it first', async () => {
    await publish([heron]);
    const tracked = {
      ...heron,
      guid: 'other',
      url: `${heron.url}?utm_source=rss`,
      title: 'Copied',
    };
    const other = aFeed({ feedId: 'feed-2' });
    expect(await publish([tracked], other)).toEqual(NOTHING);
    expect(await publish([{ ...tracked, title: 'Copied again' }], other)).toEqual(NOTHING);
    expect(await today()).toMatchObject([{ title: 'A heron on the river' }]);
  });

  it('do not replace a briefing that a publisher sent', async () => {
    const submission = { title: 'By hand', url: 'https://news.test/heron' };
    const dependencies = { sanitizeBody, plainTextOf, detectLanguage: () => 'en', now: () => now };
    await briefings.store(toBriefing(submission, dependencies), {
      contentHash: 'hash',
      notify: false,
      keepPublishedAt: true,
      now,
    });
    expect(await publish([heron])).toEqual(NOTHING);
    expect(await today()).toMatchObject([{ title: 'By hand' }]);
  });

  it('that are older than a day alert nobody', async () => {
    const old = aFeedEntry({ guid: 'old', title: 'Old', publishedAt: ago(25) });
    const recent = aFeedEntry({ guid: 'recent', title: 'Recent', publishedAt: ago(23) });
    expect(await publish([recent, old])).toEqual({ ...NOTHING, new: 2 });
    const found = await Promise.all((await waiting()).map((id) => briefings.get(id)));
    expect(found.map((briefing) => briefing?.title)).toEqual(['Recent']);
    expect(await briefings.ofDay('2026-12-01', 10)).toMatchObject([
      { title: 'Recent' },
      { title: 'Old' },
    ]);
  });

  it('that the feed shows again after it dropped them are not news', async () => {
    await publish([heron]);
    const [briefingId = ''] = await waiting();
    await briefings.markMatched(briefingId, 1);
    await publish([]);
    now = '2026-12-20T12:00:00.000Z';
    expect(await publish([{ ...heron, publishedAt: Date.parse(now) }])).toMatchObject({ new: 0 });
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ['in the future', Date.parse('2026-12-05T12:00:00Z')],
    ['that can’t be read', undefined],
    ['before there were feeds', 0],
  ])('with a time %s count as published at the time of the poll, and stay so', async (_, time) => {
    const { publishedAt: _time, ...rest } = heron;
    const entry = { ...rest, ...(time === undefined ? {} : { publishedAt: time }) };
    await publish([entry]);
    const ids = await waiting();
    expect(ids).toHaveLength(1);
    now = '2026-12-06T12:00:00.000Z';
    await publish([{ ...entry, title: 'Changed' }]);
    expect(await briefings.get(ids[0] ?? '')).toMatchObject({
      title: 'Changed',
      publishedAt: NOON,
    });
  });

  it('get the tags and the source that the operator chose, and categories only if asked', async () => {
    const entry = { ...heron, categories: ['Birds', 'Rivers'] };
    await publish([entry], aFeed({ tags: ['nature'], source: 'The River' }));
    const [plain] = await waiting();
    expect(await briefings.get(plain ?? '')).toMatchObject({
      tags: ['nature'],
      source: 'The River',
    });
    const other = { ...entry, guid: '2', url: 'https://news.test/2' };
    await publish([other], aFeed({ tags: ['nature'], categoriesAsTags: true }));
    const ids = (await waiting()).filter((id) => id !== plain);
    expect(await briefings.get(ids[0] ?? '')).toMatchObject({
      tags: ['nature', 'birds', 'rivers'],
    });
  });

  it('have the whole text of the feed, sanitized, and its language', async () => {
    const html = '<p>A heron.</p><script>steal()</script><p>It stands still.</p>';
    await publish([{ ...heron, html, text: 'A heron. It stands still.', language: 'fr-CA' }]);
    const [id = ''] = await waiting();
    expect(await briefings.get(id)).toMatchObject({
      body: 'A heron.\n\nIt stands still.',
      bodyHtml: '<p>A heron.</p><p>It stands still.</p>',
      language: 'fr',
    });
  });

  it('that are too long are cut, because nobody can send them again shorter', async () => {
    const words = 'heron '.repeat(60_000);
    const long = { ...heron, title: words, summary: words, text: words };
    expect(await publish([long])).toEqual({ ...NOTHING, new: 1 });
    const [id = ''] = await waiting();
    const stored = await briefings.get(id);
    expect(stored?.title).toMatch(/^heron heron .{285,290}…$/);
    expect(stored?.body.length).toBeGreaterThan(200_000);
  });

  it('without a title get the first words of their text', async () => {
    const text = 'one two three four five six seven eight nine ten eleven twelve thirteen';
    await publish([aFeedEntry({ guid: '1', title: ' ', text, publishedAt: ago(1) })]);
    expect(await today()).toMatchObject([
      { title: 'one two three four five six seven eight nine ten eleven twelve' },
    ]);
  });
});
