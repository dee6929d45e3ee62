import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import type { Briefing } from '../../lambdas/domain/briefing';
import { feedRoutes } from '../../lambdas/handlers/site/feeds';
import { sitePages } from '../../lambdas/rendering/site-pages';
import { browseArchive } from '../../lambdas/use-cases/browse-archive';
import { searchArchive } from '../../lambdas/use-cases/search-archive';
import { anArchive } from '../support/archive';
import { aSiteView, aWholeBriefing } from '../support/page-views';

const SITE = 'https://briefwire.example';
const briefing = (briefingId: string, changes: Partial<Briefing> = {}) =>
  aWholeBriefing({ briefingId, publishedAt: '2026-01-29T08:00:00.000Z', ...changes });

const hostile = briefing('a b/<c>', {
  title: 'Tom & <Jerry> ]]> "q" \u0001\u202eevil',
  summary: '',
  body: 'x',
  url: 'https://news.example/?a=1&b="2"',
  source: '<b>S</b>',
  publishedAt: '2026-01-30T08:00:00.000Z',
});

function feeds(briefings: Briefing[]) {
  const archive = anArchive(briefings);
  const newest = [...briefings].sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
  const app = feedRoutes({
    view: (language) => ({ ...aSiteView(), language }),
    pages: sitePages(SITE),
    defaults: { timeZone: 'UTC', hour: 8, language: 'en' },
    searchArchive: searchArchive(archive),
    browseArchive: browseArchive({ headingsBefore: async () => newest, now: archive.now }),
    latestHeadings: async () => newest,
  });
  return (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
}

describe('the feeds', () => {
  it('are Atom 1.0 with all that RFC 4287 requires, whatever a briefing contains', async () => {
    const response = await feeds([hostile, briefing('plain')])('/feeds/atom');
    expect(response.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8');
    const xml = await response.text();
    expect(xml.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    const feed = parseAtomFeed(xml);
    expect(feed).toMatchObject({
      id: `${SITE}/feeds/atom`,
      title: { value: 'Briefwire' },
      updated: '2026-01-30T08:00:00.000Z',
      authors: [{ name: 'Briefwire' }],
      links: [
        { rel: 'self', href: `${SITE}/feeds/atom` },
        { rel: 'alternate', href: `${SITE}/archive` },
      ],
    });
    const [entry, plain] = feed.entries ?? [];
    expect(entry).toMatchObject({
      id: `${SITE}/briefings/a%20b%2F%3Cc%3E`,
      title: { value: 'Tom & <Jerry> ]]> "q" evil' },
      updated: '2026-01-30T08:00:00.000Z',
      published: '2026-01-30T08:00:00.000Z',
      authors: [{ name: '<b>S</b>' }],
    });
    expect(plain).toMatchObject({ summary: { value: 'Fewer lorries reached Gaza after Friday.' } });
  });

  it('escape what XML does not allow in text, and link to web addresses only', async () => {
    const unlinked = briefing('unlinked', { title: 'A\ufffe\uffffB', url: 'javascript:alert(1)' });
    const xml = await (await feeds([hostile, unlinked])('/feeds/atom?q=*')).text();
    expect(xml).toContain('<title>Tom &amp; &lt;Jerry&gt; ]]&gt; &quot;q&quot; evil</title>');
    expect(xml).toContain('<author><name>&lt;b&gt;S&lt;/b&gt;</name></author>');
    expect(xml).toContain('href="https://news.example/?a=1&amp;b=%222%22"');
    expect(xml).toContain('<title>AB</title>');
    expect(xml).not.toContain('javascript:');
    expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
    expect([
      ...xml.matchAll(
        /<(?![/?]?(xml|feed|id|title|updated|author|name|link|entry|published|summary)\b)/g,
      ),
    ]).toEqual([]);
  });

  it('are JSON Feed 1.1', async () => {
    const response = await feeds([hostile, briefing('plain')])('/feeds/json');
    expect(response.headers.get('Content-Type')).toBe('application/feed+json; charset=utf-8');
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ version: 'https://jsonfeed.org/version/1.1' });
    const feed = parseJsonFeed(text);
    expect(feed).toMatchObject({
      title: 'Briefwire',
      home_page_url: `${SITE}/archive`,
      feed_url: `${SITE}/feeds/json`,
    });
    for (const item of feed.items ?? []) {
      expect(item.id).toBe(item.url);
      expect(item.content_text).not.toBe('');
    }
  });

  it('have only the briefings of an expression, with the part that matches', async () => {
    const get = feeds([
      briefing('trucks'),
      briefing('peru', { title: 'Peru', summary: '', body: '' }),
    ]);
    const feed = parseAtomFeed(await (await get('/feeds/atom?q=Gaza%20lorries')).text());
    expect(feed).toMatchObject({
      id: `${SITE}/feeds/atom?q=Gaza+lorries`,
      title: { value: 'Briefwire: Gaza lorries' },
      entries: [{ id: `${SITE}/briefings/trucks` }],
    });
  });

  it('are valid without briefings, and always the same then', async () => {
    const get = feeds([]);
    const [first, second] = await Promise.all([get('/feeds/atom'), get('/feeds/atom')]);
    expect(await first.text()).toBe(await second.text());
    const [atom, json] = [await get('/feeds/atom'), await get('/feeds/json')];
    expect(parseAtomFeed(await atom.text()).updated).toBe('1970-01-01T00:00:00.000Z');
    expect(parseJsonFeed(await json.text()).title).toBe('Briefwire');
  });

  it('are not sent again to a reader that has them', async () => {
    const get = feeds([hostile]);
    const first = await get('/feeds/atom');
    const etag = first.headers.get('ETag') ?? '';
    const modified = first.headers.get('Last-Modified') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=300');
    for (const headers of [
      { 'If-None-Match': etag },
      { 'If-None-Match': `"other", W/${etag}` },
      { 'If-Modified-Since': modified },
    ]) {
      const again = await get('/feeds/atom', headers);
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('ETag')).toBe(etag);
    }
    for (const headers of [
      { 'If-None-Match': '"other"', 'If-Modified-Since': modified },
      { 'If-Modified-Since': 'Thu, 29 Jan 2026 08:00:00 GMT' },
      { 'If-Modified-Since': 'nonsense' },
    ]) {
      expect((await get('/feeds/atom', headers)).status).toBe(200);
    }
  });

  it('of an expression that cannot be followed say why', async () => {
    const response = await feeds([])('/feeds/atom?q=-sport');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('only says what to leave out');
  });
});

describe('search engines', () => {
  it('find the pages of briefings in the sitemap, and the sitemap in robots.txt', async () => {
    const get = feeds([hostile]);
    const sitemap = await (await get('/sitemap.xml')).text();
    expect(sitemap).toContain(`<loc>${SITE}/briefings/a%20b%2F%3Cc%3E</loc>`);
    expect(sitemap).toContain(`<loc>${SITE}/archive</loc>`);
    expect(await (await get('/robots.txt')).text()).toContain(`Sitemap: ${SITE}/sitemap.xml`);
  });

  it('are kept from pages with tokens', async () => {
    const robots = await (await feeds([])('/robots.txt')).text();
    for (const path of ['/manage', '/confirm', '/unsubscribe', '/mute', '/link']) {
      expect(robots).toContain(`Disallow: ${path}\n`);
    }
  });
});
