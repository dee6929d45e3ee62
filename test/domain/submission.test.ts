import fc from 'fast-check';
import {
  briefingIdOf,
  contentHashOf,
  MAX_BRIEFING_BYTES,
  normalizeTag,
  readSubmission,
  type Submission,
} from '../../lambdas/domain/submission';

const whole = {
  id: 'rafah-trucks',
  title: 'Fewer trucks at Rafah',
  summary: 'Thirty a day.',
  body: 'The number of trucks has dropped.',
  url: 'https://news.example/trucks',
  source: 'ICARO Media Group',
  tags: ['Middle East'],
  language: 'en-GB',
  publishedAt: '2023-11-07T07:12:00+01:00',
  notify: true,
};
const read = (sent: unknown): Submission => {
  const outcome = readSubmission(sent);
  if (outcome.outcome === 'refused') throw new Error(outcome.reason);
  return outcome.submission;
};
const whyRefused = (sent: unknown): string => {
  const outcome = readSubmission(sent);
  return outcome.outcome === 'refused' ? outcome.reason : '';
};
/** Nested lists, as an attacker may send them: easy to parse, but too deep to write as JSON. */
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('a submitted briefing', () => {
  it('is read with all its fields', () => {
    expect(read(whole)).toEqual(whole);
  });

  it('needs only a title', () => {
    expect(read({ title: ' Trucks ' })).toEqual({ title: 'Trucks' });
  });

  it('may contain nulls, which count as absent, and unknown fields', () => {
    const nulls = Object.fromEntries(Object.keys(whole).map((field) => [field, null]));
    expect(read({ ...nulls, title: 'Trucks', editor: 'Bo' })).toEqual({ title: 'Trucks' });
  });

  it.each([
    ['a list', [whole], 'a briefing must be an object'],
    ['nothing', null, 'a briefing must be an object'],
    ['no title', { body: 'b' }, 'the title is missing'],
    ['a title that is null', { title: null }, 'the title is missing'],
    ['a title of spaces', { title: '   ' }, 'the title is empty'],
    ['a long title', { title: 't'.repeat(301) }, '300'],
    ['a long summary', { ...whole, summary: 's'.repeat(1_001) }, '"summary" is longer than 1000'],
    ['a body that is a number', { ...whole, body: 7 }, '"body" must be a string'],
    ['an email address as url', { ...whole, url: 'mailto:a@b.c' }, '"url" must be'],
    ['a path as url', { ...whole, url: '/trucks' }, '"url" must be'],
    ['a long url', { ...whole, url: `https://e.org/${'u'.repeat(2_000)}` }, '2000'],
    ['a long source', { ...whole, source: 's'.repeat(201) }, '"source" is longer than 200'],
    ['tags that are a string', { ...whole, tags: 'gaza' }, '"tags" must be a list'],
    ['a tag that is null', { ...whole, tags: [null] }, 'a tag must be a string'],
    ['a long tag', { ...whole, tags: ['t'.repeat(61)] }, 'a tag is longer than 60'],
    ['too many tags', { ...whole, tags: Array(21).fill('t') }, 'more than 20 tags'],
    ['an empty id', { ...whole, id: ' ' }, '"id" is empty'],
    ['a long id', { ...whole, id: 'i'.repeat(201) }, '"id" is longer than 200'],
    ['an id with a broken character', { ...whole, id: '\ud83d' }, '"id" must not'],
    ['an id with a line break', { ...whole, id: 'one\ntwo' }, '"id" must not'],
    ['an id that a browser resolves as a path', { ...whole, id: '..' }, '"id" must not'],
    ['deeply nested fields', { ...whole, editor: nested(100_000) }, 'nested too deeply'],
    [
      'a language that is not a code',
      { ...whole, language: 'English' },
      '"language" must be a code',
    ],
    [
      'a time without a time zone',
      { ...whole, publishedAt: '2026-01-31T09:00:00' },
      '"publishedAt" must be',
    ],
    [
      'a day that does not exist',
      { ...whole, publishedAt: '2026-02-30T09:00:00Z' },
      '"publishedAt"',
    ],
    [
      'a notify that is a string',
      { ...whole, notify: 'yes' },
      '"notify" must be true, false or "correction"',
    ],
  ])('is refused with a sentence for %s', (_what, sent, reason) => {
    expect(whyRefused(sent)).toContain(reason);
  });

  it('may have fields that are as long as the limits', () => {
    const longest = {
      id: 'i'.repeat(200),
      title: 't'.repeat(300),
      summary: 's'.repeat(1_000),
      source: 's'.repeat(200),
      tags: Array(20).fill('t'.repeat(60)),
      url: `https://e.org/${'u'.repeat(1_986)}`,
    };
    expect(read(longest)).toEqual(longest);
  });

  it('is refused with a whole sentence', () => {
    expect(whyRefused('Trucks')).toBe(
      'a briefing must be an object such as {"title": "…", "body": "…"}',
    );
    expect(whyRefused({ title: 7 })).toBe('the title must be a string');
    expect(whyRefused({ tags: [1, 2], url: 'x' })).toBe(
      'the title is missing; "url" must be a web address that starts with https:// or http://; a tag must be a string',
    );
  });

  it('is refused with every reason, once', () => {
    const reason = whyRefused({ tags: [1, 2], url: 'x' });
    for (const part of ['title is missing', '"url" must be', 'a tag must be a string']) {
      expect(reason.split(part)).toHaveLength(2);
    }
  });

  it('is limited in bytes, not in characters', () => {
    const frame = Buffer.byteLength(JSON.stringify({ title: 'T', body: '' }));
    const fits = 'ش'.repeat(Math.floor((MAX_BRIEFING_BYTES - frame) / 2));
    expect(readSubmission({ title: 'T', body: fits }).outcome).toBe('read');
    expect(whyRefused({ title: 'T', body: `${fits}ش` })).toContain(String(MAX_BRIEFING_BYTES));
  });

  it('may be exactly as large as the limit', () => {
    const frame = Buffer.byteLength(JSON.stringify({ title: 'T', body: '' }));
    const largest = { title: 'T', body: 'b'.repeat(MAX_BRIEFING_BYTES - frame) };
    expect(readSubmission(largest).outcome).toBe('read');
    expect(whyRefused({ ...largest, title: 'TT' })).toBe(
      'the briefing is 256001 bytes long; shorten it to 256000 bytes',
    );
  });

  it('has a time that Date can parse, if it has one', () => {
    const text = fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.string(),
      fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/),
    );
    fc.assert(
      fc.property(text, (publishedAt) => {
        if (readSubmission({ title: 'T', publishedAt }).outcome === 'refused') return;
        expect(() => new Date(publishedAt).toISOString()).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe('the id of a briefing', () => {
  it('is the publisher’s own id if there is one', () => {
    expect(briefingIdOf(read(whole))).toBe('rafah-trucks');
  });

  it('depends only on the URL if there is one', () => {
    const { id: _id, ...rest } = whole;
    const id = briefingIdOf(read(rest));
    expect(briefingIdOf(read({ title: 'Another', url: whole.url }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: `${whole.url}#comments` }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: 'HTTPS://News.Example/trucks' }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: `${whole.url}?page=2` }))).not.toBe(id);
  });

  it('depends on the title, body and source if there is no URL', () => {
    const plain = { title: 'Trucks', body: 'Thirty.', source: 'ICARO' };
    const id = briefingIdOf(read(plain));
    expect(briefingIdOf(read({ ...plain, tags: ['gaza'] }))).toBe(id);
    expect(briefingIdOf(read({ ...plain, title: 'Lorries' }))).not.toBe(id);
    expect(briefingIdOf(read({ ...plain, body: 'Forty.' }))).not.toBe(id);
    expect(briefingIdOf(read({ ...plain, source: 'Another' }))).not.toBe(id);
  });
});

describe('the id and the content hash', () => {
  // With others, an update of the service would store and send briefings a second time.
  it('are the same in every version', () => {
    expect(briefingIdOf({ title: 'Trucks', url: 'https://news.example/trucks#top' })).toBe(
      'KZelah1QwipJVZVkujO5pm',
    );
    expect(briefingIdOf({ title: 'Trucks', body: 'Thirty.', source: 'ICARO' })).toBe(
      'hIO0vwVMa1DXKpvEvOO9Rb',
    );
    expect(contentHashOf({ title: 'Trucks', body: 'Thirty.', notify: true })).toBe(
      'FqunT4KGrP8B6Km4wmyAs4heLixLA8VfqnqnxqjH9Zg',
    );
  });
});

describe('the content hash', () => {
  it('does not depend on the order of the fields or on the id', () => {
    const turned = Object.fromEntries(Object.entries(read(whole)).reverse()) as Submission;
    expect(contentHashOf(turned)).toBe(contentHashOf(read(whole)));
    expect(contentHashOf(read({ ...whole, id: 'another' }))).toBe(contentHashOf(read(whole)));
  });

  it('changes with each field', () => {
    const changed = {
      title: 'Another',
      summary: 'Another',
      body: 'Another',
      url: 'https://news.example/another',
      source: 'Another',
      tags: ['another'],
      language: 'fr',
      publishedAt: '2024-01-01T00:00:00Z',
      notify: false,
    };
    const hashes = Object.entries(changed).map(([field, value]) =>
      contentHashOf(read({ ...whole, [field]: value })),
    );
    expect(new Set([...hashes, contentHashOf(read(whole))]).size).toBe(hashes.length + 1);
  });

  it('is the same without `notify` as with `notify: false`', () => {
    const { notify: _notify, ...rest } = whole;
    expect(contentHashOf(read(rest))).toBe(contentHashOf(read({ ...whole, notify: false })));
  });
});

it('normalizes every spelling of a tag to the same tag', () => {
  for (const tag of ['Middle East', ' middle-east ', '#Middle-East', 'MIDDLE  EAST']) {
    expect(normalizeTag(tag)).toBe('middle-east');
  }
});

it('removes only a `#` at the start of a tag', () => {
  expect(normalizeTag('C#')).toBe('c#');
  expect(normalizeTag('##C')).toBe('#c');
});
