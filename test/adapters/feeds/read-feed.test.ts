import { readFeed } from '../../../lambdas/adapters/feeds/read-feed';
import type { FeedDocument } from '../../../lambdas/domain/feeds/feed-document';

const URL = 'https://feeds.example/news/feed.xml';
const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string): FeedDocument {
  const result = readFeed(bytes(text), { url: URL });
  if (result.outcome !== 'read') throw new Error(result.reason);
  return result.document;
}

const rss = (items: string, head = '') =>
  `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title>${head}${items}</channel></rss>`;
const entryOf = (item: string) => read(rss(`<item>${item}</item>`)).entries[0];
const atom = (entry: string) =>
  read(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${entry}</entry></feed>`).entries[0];

describe('reading RSS', () => {
  it('reads all that a feed says of itself', () => {
    const head = `<link>/</link><language>fr-CA</language><ttl>90</ttl>
      <skipHours><hour>0</hour><hour>24</hour><hour>x</hour></skipHours>
      <skipDays><day>Sunday</day></skipDays>
      <atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="/feed"/>`;
    expect(read(rss('', head))).toEqual({
      title: 'News',
      siteUrl: 'https://feeds.example/',
      language: 'fr-CA',
      ttlMinutes: 90,
      skipHours: [0, 0],
      skipDays: ['Sunday'],
      hubUrl: 'https://hub.example/',
      selfUrl: 'https://feeds.example/feed',
      entries: [],
      truncated: false,
    });
  });

  it('reads an entry with its whole text and its summary', () => {
    const item = `<title>Quay &amp;amp; harbour &lt;b&gt;open&lt;/b&gt;</title><link>/a?x=1&amp;y=2</link>
      <guid isPermaLink="false">7</guid><pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate>
      <category>Ports</category><category>Ports</category><author>desk@news.example (Ann Lee)</author>
      <description>In short</description>
      <content:encoded><![CDATA[<p>At <a href="../quay">length</a></p>]]></content:encoded>`;
    expect(entryOf(item)).toEqual({
      guid: '7',
      url: 'https://feeds.example/a?x=1&y=2',
      title: 'Quay & harbour open',
      summary: 'In short',
      html: '<p>At <a href="https://feeds.example/quay">length</a></p>',
      text: 'At length',
      publishedAt: Date.UTC(2026, 0, 1, 10),
      categories: ['Ports'],
      author: 'Ann Lee',
    });
  });

  it('keeps text that only looks like markup', () => {
    expect(entryOf('<title>If a &lt; b and b > c</title>')?.title).toBe('If a < b and b > c');
    expect(entryOf('<description>1 &lt; 2</description>')).toMatchObject({ text: '1 < 2' });
    expect(entryOf('<description>1 &lt; 2</description>')?.html).toBeUndefined();
  });

  it('takes the permalink, else the enclosure, as the address when there is no link', () => {
    const guid = '<guid>https://news.example/1</guid>';
    const enclosure = '<enclosure url="https://cdn.example/1.mp3" type="audio/mpeg"/>';
    expect(entryOf(guid + enclosure)?.url).toBe('https://news.example/1');
    expect(entryOf(guid.replace('<guid', '<guid isPermaLink="false"') + enclosure)?.url).toBe(
      'https://cdn.example/1.mp3',
    );
    expect(entryOf('<link>javascript:alert(1)</link>')?.url).toBeUndefined();
  });

  it('takes the address from before FeedBurner', () => {
    const original = '<feedburner:origLink>https://news.example/1</feedburner:origLink>';
    expect(entryOf(`<link>https://feedproxy.example/1</link>${original}`)?.url).toBe(
      'https://news.example/1',
    );
  });

  it('reads the newest 1,000 of more entries, in their order', () => {
    const items = Array.from(
      { length: 1500 },
      (_, day) =>
        `<item><guid>${day}</guid><pubDate>${new Date(day * 86400e3 + 1e12).toISOString()}</pubDate></item>`,
    );
    const { entries, truncated } = read(rss(items.join('')));
    expect(truncated).toBe(true);
    expect(entries).toHaveLength(1000);
    expect([entries[0]?.guid, entries[999]?.guid]).toEqual(['500', '1499']);
  });
});

describe('reading Atom', () => {
  it('resolves addresses by nested xml:base', () => {
    const document = read(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/"><entry xml:base="y/">
       <link href="z"/><content type="html" xml:base="deep/">&lt;img src='i.png'>&lt;a href=q&amp;amp;r>q&lt;/a></content></entry></feed>`,
    );
    expect(document.entries[0]?.url).toBe('https://a.example/x/y/z');
    expect(document.entries[0]?.html).toBe(
      "<img src='https://a.example/x/y/deep/i.png'><a href=https://a.example/x/y/deep/q&amp;r>q</a>",
    );
  });

  it('reads text, html, xhtml and base64', () => {
    expect(atom('<title type="text">a &lt;b&gt; c</title>')?.title).toBe('a <b> c');
    expect(atom('<title type="html">a &lt;b&gt;c&lt;/b&gt;</title>')?.title).toBe('a c');
    const xhtml = '<div xmlns="http://www.w3.org/1999/xhtml">a <b>c</b><br/>&lt;</div>';
    expect(atom(`<content type="xhtml">${xhtml}</content>`)?.html).toBe('a <b>c</b><br>&lt;');
    const base64 = Buffer.from('<p>hi</p>').toString('base64');
    expect(atom(`<content type="image/x">${base64}</content>`)?.text).toBe('hi');
  });

  it('reads the dates and the link of Atom 0.3', () => {
    const entry = read(
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en_GB"><entry><issued>2004-01-01T00:00:00Z</issued><modified>2004-01-02T00:00:00Z</modified><link rel="edit" href="/e"/><link rel="alternate" type="text/html" href="/a"/></entry></feed>',
    ).entries[0];
    expect(entry).toMatchObject({
      url: 'https://feeds.example/a',
      publishedAt: Date.UTC(2004, 0, 1),
      updatedAt: Date.UTC(2004, 0, 2),
      language: 'en-GB',
    });
  });
});

describe('reading JSON Feed', () => {
  it('reads its items', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'News',
      home_page_url: '/',
      hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
      items: [
        {
          id: 5,
          url: '/5',
          title: 'Five',
          content_html: '<p><a href="x">y</a></p>',
          summary: 'Short',
          date_published: '2026-01-01T00:00:00Z',
          tags: ['a', 1, null],
          authors: [{ name: 'Ann' }],
        },
        'nonsense',
        { id: 'https://news.example/6', content_text: 'Six <b>' },
      ],
    };
    expect(read(JSON.stringify(feed))).toEqual({
      title: 'News',
      siteUrl: 'https://feeds.example/',
      hubUrl: 'https://hub.example/',
      truncated: false,
      entries: [
        {
          guid: '5',
          url: 'https://feeds.example/5',
          title: 'Five',
          summary: 'Short',
          html: '<p><a href="https://feeds.example/news/x">y</a></p>',
          text: 'y',
          publishedAt: Date.UTC(2026, 0, 1),
          categories: ['a', '1'],
          author: 'Ann',
        },
        {
          guid: 'https://news.example/6',
          url: 'https://news.example/6',
          title: '',
          text: 'Six <b>',
          categories: [],
        },
      ],
    });
  });
});

describe('what is no feed', () => {
  const refused = (text: string) => readFeed(bytes(text), { url: URL });

  it('names the feeds of a page', () => {
    const page = `<!DOCTYPE html><html><head><base href="/en/"><link rel="Alternate" type="application/rss+xml" href="rss">
      <link rel="alternate" hreflang="de" href="/de"><link rel="alternate stylesheet" type="text/css" href="x.css">
      <link rel=alternate type="application/feed+json; charset=utf-8" href=https://b.example/f.json></head><body>x`;
    expect(refused(page)).toEqual({
      outcome: 'not-a-feed',
      reason: 'It is a web page, not a feed.',
      autodiscovered: ['https://feeds.example/en/rss', 'https://b.example/f.json'],
    });
  });

  it.each([
    ['', 'It is empty.'],
    ['\ufeff \n', 'It is empty.'],
    ['hello', 'It is not RSS, Atom or JSON Feed.'],
    ['{"items": [', 'It is not RSS, Atom or JSON Feed.'],
    ['{"items": []}', 'It is not RSS, Atom or JSON Feed.'],
    ['<svg/>', 'It is not RSS, Atom or JSON Feed.'],
  ])('says why: %j', (text, reason) => {
    expect(refused(text)).toEqual({ outcome: 'not-a-feed', reason, autodiscovered: [] });
  });
});
