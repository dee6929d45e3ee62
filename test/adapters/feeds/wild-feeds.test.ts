import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readFeed } from '../../../lambdas/adapters/feeds/read-feed';
import type { FeedDocument, FeedEntry } from '../../../lambdas/domain/feeds/feed-document';

const FOLDER = path.resolve(__dirname, '../../fixtures/feeds');
const NEW_YEAR = Date.UTC(2026, 0, 1, 10);
const DAY_MS = 24 * 3600_000;

const QUAY: FeedEntry = {
  guid: 'https://news.example/quay',
  url: 'https://news.example/quay',
  title: 'The quay opens',
  text: 'Ships berth again.',
  publishedAt: NEW_YEAR,
  categories: [],
};
const LOCK: FeedEntry = {
  ...QUAY,
  guid: 'https://news.example/lock',
  url: 'https://news.example/lock',
  title: 'The lock closes',
  publishedAt: NEW_YEAR + DAY_MS,
};
const NOTE: FeedEntry = {
  guid: 'urn:1',
  url: 'https://notes.example/1',
  title: 'One',
  text: '',
  updatedAt: NEW_YEAR,
  categories: [],
};

const quay = (changes: Partial<FeedEntry> = {}) => news([{ ...QUAY, ...changes }]);
const news = (entries: FeedEntry[], changes: Partial<FeedDocument> = {}): FeedDocument => ({
  title: 'Harbour news',
  siteUrl: 'https://news.example/',
  entries,
  truncated: false,
  ...changes,
});
const notes = (entry: Partial<FeedEntry>, changes: Partial<FeedDocument> = {}): FeedDocument => ({
  title: 'Notes',
  entries: [{ ...NOTE, ...entry }],
  truncated: false,
  ...changes,
});
const without = <T extends object>(object: T, ...names: (keyof T)[]): T =>
  Object.fromEntries(
    Object.entries(object).filter(([name]) => !names.includes(name as keyof T)),
  ) as T;

/** Feeds as they are in the wild, and what is read of each. */
const EXPECTED: Record<string, FeedDocument> = {
  'arabic.xml': news(
    [
      {
        ...QUAY,
        title: 'افتتاح الرصيف',
        html: '<p dir="rtl">عادت السفن.</p>',
        text: 'عادت السفن.',
      },
    ],
    { language: 'ar' },
  ),
  'atom-0.3.xml': {
    title: 'Notes daily',
    siteUrl: 'https://notes.example/',
    language: 'en',
    truncated: false,
    entries: [
      {
        guid: 'tag:notes.example,2004:1',
        url: 'https://notes.example/1',
        title: 'One',
        html: '<p>Hello</p>',
        text: 'Hello',
        publishedAt: Date.UTC(2004, 4, 1, 10),
        updatedAt: Date.UTC(2004, 4, 2, 10),
        categories: [],
        language: 'en',
      },
    ],
  },
  'atom-in-rss.xml': news(
    [
      {
        url: 'https://news.example/a',
        title: 'Atom title',
        html: '<b>x</b>',
        text: 'x',
        updatedAt: NEW_YEAR,
        categories: [],
      },
    ],
    { hubUrl: 'https://hub.example/', selfUrl: 'https://hub.example/' },
  ),
  'atom-prefixed-root.xml': notes({ text: 'Sum' }),
  'atom-undeclared-prefix.xml': { ...notes({}), entries: [without(NOTE, 'updatedAt')] },
  'author-addresses.xml': news([{ ...QUAY, author: 'Ann Lee' }, LOCK]),
  'bad-dates.xml': news([
    without(QUAY, 'publishedAt'),
    { ...LOCK, publishedAt: NEW_YEAR + DAY_MS - 3600_000 },
  ]),
  'billion-laughs.xml': quay({ title: '&j;' }),
  'blank-lines-first.xml': quay(),
  'bom-utf-16-le.xml': quay({ title: 'The café opens' }),
  'bom-utf-8.xml': quay(),
  'cdata-escaped-inside.xml': quay({ text: '<p>Ships berth again.</p>' }),
  'cdata-in-link-and-guid.xml': quay({ url: 'https://news.example/quay?a=1&b=2' }),
  'cdata-nested.xml': quay({ title: 'The <![CDATA[quay opens]]>', text: 'One ]]> two' }),
  'comments-everywhere.xml': quay(),
  'control-characters.xml': quay({ text: 'Ships \ufffd berth again.' }),
  'damaged-utf-8.xml': quay({
    title: 'Über die Öffnung: é opens',
    text: 'Ships \ufffd berth again.',
  }),
  'double-escaped-title.xml': quay({ title: 'Salt & vinegar "now"' }),
  'duplicate-guids.xml': news([QUAY, { ...LOCK, guid: 'https://news.example/quay' }]),
  'external-entity.xml': quay({ title: 'a &x; b' }),
  'feed-in-page.xml': quay(),
  'gb2312.xml': quay({ title: '港口开放' }),
  'html-entities-undeclared.xml': quay({ title: 'Café “Anker” … &bogus;' }),
  'items-beside-channel.xml': without(news([QUAY, LOCK]), 'siteUrl'),
  'json-feed-odd.jsonfeed': {
    title: '',
    truncated: false,
    entries: [{ title: '', text: '', categories: [], author: 'Ann' }],
  },
  'json-feed.jsonfeed': {
    title: 'Notes',
    siteUrl: 'https://notes.example/',
    truncated: false,
    entries: [
      {
        guid: '1',
        url: 'https://feeds.example/1',
        title: '',
        html: '<p>Hello</p>',
        text: 'Hello',
        publishedAt: NEW_YEAR,
        categories: [],
        author: 'Ann Lee',
      },
      {
        guid: '2.5',
        url: 'https://else.example/2',
        title: 'Two',
        text: 'Plain',
        categories: [],
      },
    ],
  },
  'junk-after.xml': quay(),
  'koi8-r.xml': quay({ title: 'Порт открыт' }),
  'media-rss.xml': quay(),
  'mismatched-tags.xml': news([QUAY, LOCK]),
  'missing-dates.xml': news([without(QUAY, 'publishedAt')]),
  'missing-everything.xml': news([
    { title: '', text: '', categories: [] },
    { title: '', text: '', categories: [] },
    { title: '', text: 'Only text here.', categories: [] },
  ]),
  'nested-xml-base.xml': notes({
    url: 'https://notes.example/a/b/c',
    html: '<a href="https://notes.example/a/b/d/e">f</a>',
    text: 'f',
  }),
  'php-warning-first.xml': quay(),
  'podcast.xml': news([
    {
      guid: 'ep-1',
      url: 'https://cdn.example/1.mp3?token=a&b=c',
      title: 'Episode 1: Tides',
      text: 'We talk about tides.',
      publishedAt: NEW_YEAR,
      categories: [],
      author: 'Ann Lee',
    },
  ]),
  'processing-instructions.xml': quay(),
  'relative-links.xml': quay({
    guid: '/quay',
    url: 'https://feeds.example/quay',
    html: '<a href="https://feeds.example/news/more">Ships</a> <img src="https://img.example/a.png"> berth again.',
  }),
  'rss-0.90.xml': {
    title: 'Very old news',
    siteUrl: 'https://old.example/',
    truncated: false,
    entries: [
      { url: 'https://old.example/1', title: 'First', text: '', categories: [] },
      { url: 'https://old.example/2', title: 'Second', text: '', categories: [] },
    ],
  },
  'rss-0.91-doctype.xml': {
    title: 'Old news',
    siteUrl: 'https://old.example/',
    language: 'en',
    truncated: false,
    entries: [{ url: 'https://old.example/1', title: 'Café — open', text: '', categories: [] }],
  },
  'rss-1.0.xml': {
    title: 'Library',
    siteUrl: 'https://lib.example/',
    language: 'de',
    truncated: false,
    entries: [
      {
        guid: 'https://lib.example/1',
        url: 'https://lib.example/1',
        title: 'Neu im Lesesaal',
        text: 'Ein Atlas.',
        publishedAt: NEW_YEAR - 3600_000,
        categories: ['Bücher'],
        author: 'Lee, Ann',
      },
    ],
  },
  'rss-2.0-plain.xml': news([QUAY, LOCK]),
  'rss-default-namespace.xml': quay(),
  'rss-prefixed-root.xml': {
    title: 'Harbour news',
    truncated: false,
    entries: [{ url: QUAY.url ?? '', title: QUAY.title, text: '', categories: [] }],
  },
  'several-links.xml': {
    ...notes({}),
    entries: [
      {
        ...without(NOTE, 'updatedAt'),
        url: 'https://feeds.example/h',
        publishedAt: NEW_YEAR,
      },
    ],
  },
  'shift-jis.xml': quay({ title: '港が開く' }),
  'truncated-cdata.xml': news(
    [{ ...QUAY, html: '<p>Ships berth <b>again', text: 'Ships berth again' }],
    { truncated: true },
  ),
  'truncated-in-item.xml': news([QUAY, { ...LOCK, text: 'Ships berth' }], { truncated: true }),
  'truncated-in-tag.xml': news([QUAY, { ...without(LOCK, 'publishedAt'), text: '' }], {
    truncated: true,
  }),
  'two-channels.xml': without(news([QUAY, LOCK]), 'siteUrl'),
  'unclosed-tags.xml': news([QUAY, LOCK]),
  'unescaped-ampersands.xml': quay({
    title: 'Salt & Pepper & Co',
    url: 'https://news.example/quay?a=1&b=2',
  }),
  'unescaped-html.xml': quay({
    html: '<p>Ships <b>berth</b><br>again.<p>And <img src="https://feeds.example/news/a.png"> stay</p></p>',
    text: 'Ships berth\n\nagain.\n\nAnd stay',
  }),
  'upper-case-tags.xml': quay(),
  'utf-16-be-without-bom.xml': quay({ title: 'The café opens' }),
  'utf-8-called-latin-1.xml': quay({ title: 'Café – quay opens' }),
  'windows-1251.xml': quay({ title: 'Порт открыт' }),
  'windows-1252-called-utf-8.xml': quay({ title: 'Café – quay opens' }),
  'windows-1252-quotes.xml': quay({ title: '“The” quay – € opens' }),
  'windows-line-ends.xml': quay(),
  'wordpress.xml': news([
    {
      guid: 'https://blog.example/?p=12',
      url: 'https://blog.example/?p=12&utm_source=rss',
      title: 'Café “Anker” – offen',
      summary: 'Short […]',
      html: '<p>All of the <em>text</em> with &nbsp; and <img src="https://feeds.example/wp/a.jpg"></p>\n<script>track()</script>',
      text: 'All of the text with and',
      publishedAt: NEW_YEAR,
      categories: ['Food & drink'],
      author: 'Ann Lee',
    },
  ]),
  'xhtml-prefixed.xml': notes({ html: '<p>Hello <em>there</em></p>', text: 'Hello there' }),
  'youtube-atom.xml': {
    title: 'Harbour TV',
    siteUrl: 'https://www.youtube.com/channel/UC1',
    selfUrl: 'http://www.youtube.com/feeds/videos.xml?channel_id=UC1',
    truncated: false,
    entries: [
      {
        guid: 'yt:video:abc',
        url: 'https://www.youtube.com/watch?v=abc',
        title: 'Ships at dawn',
        text: 'Filmed from the pier.\nSubscribe!',
        publishedAt: NEW_YEAR,
        updatedAt: NEW_YEAR + DAY_MS,
        categories: [],
        author: 'Harbour TV',
      },
    ],
  },
};

describe('a feed as it is in the wild', () => {
  it.each(readdirSync(FOLDER))('%s', (file) => {
    const bytes = readFileSync(path.join(FOLDER, file));
    const url = 'https://feeds.example/news/feed.xml';
    expect(readFeed(bytes, { url })).toEqual({ outcome: 'read', document: EXPECTED[file] });
  });
});
