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
/** Lists in lists, as an attacker sends them: parsed easily, written hardly. */
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('what a publisher sends of a briefing', () => {
  it('is read with all its fields', () => {
    expect(read(whole)).toEqual(whole);
  });

  it('needs nothing but a title', () => {
    expect(read({ title: ' Trucks ' })).toEqual({ title: 'Trucks' });
  });

  it('may hold nulls, which count as absent, and fields of the publisher’s own', () => {
    const nulls = Object.fromEntries(Object.keys(whole).map((field) => [field, null]));
    expect(read({ ...nulls, title: 'Trucks', editor: 'Bo' })).toEqual({ title: 'Trucks' });
  });

  it.each([
    ['a list', [whole], 'a briefing is an object'],
    ['nothing', null, 'a briefing is an object'],
    ['no title', { body: 'b' }, 'the title is missing'],
    ['a title that is null', { title: null }, 'the title is missing'],
    ['a title of spaces', { title: '   ' }, 'the title is empty'],
    ['a long title', { title: 't'.repeat(301) }, '300'],
    ['a long summary', { ...whole, summary: 's'.repeat(1_001) }, '"summary" is longer than 1000'],
    ['a body that is a number', { ...whole, body: 7 }, '"body" must be a text'],
    ['a mail address for a url', { ...whole, url: 'mailto:a@b.c' }, '"url" must be'],
    ['a path for a url', { ...whole, url: '/trucks' }, '"url" must be'],
    ['a long url', { ...whole, url: `https://e.org/${'u'.repeat(2_000)}` }, '2000'],
    ['a long source', { ...whole, source: 's'.repeat(201) }, '"source" is longer than 200'],
    ['tags that are a text', { ...whole, tags: 'gaza' }, '"tags" must be a list'],
    ['a tag that is null', { ...whole, tags: [null] }, 'a tag must be a text'],
    ['a long tag', { ...whole, tags: ['t'.repeat(61)] }, 'a tag is longer than 60'],
    ['too many tags', { ...whole, tags: Array(21).fill('t') }, 'more than 20 tags'],
    ['an empty id', { ...whole, id: ' ' }, '"id" is empty'],
    ['a long id', { ...whole, id: 'i'.repeat(201) }, '"id" is longer than 200'],
    ['an id with half a character', { ...whole, id: '\ud83d' }, '"id" must be text'],
    ['an id of two lines', { ...whole, id: 'one\ntwo' }, '"id" must be text'],
    ['an id that a browser takes for a folder', { ...whole, id: '..' }, '"id" must be text'],
    ['fields nested without end', { ...whole, editor: nested(100_000) }, 'nested too deeply'],
    ['a language that is none', { ...whole, language: 'English' }, '"language" must be a code'],
    ['a local time', { ...whole, publishedAt: '2026-01-31T09:00:00' }, '"publishedAt" must be'],
    ['a day that never was', { ...whole, publishedAt: '2026-02-30T09:00:00Z' }, '"publishedAt"'],
    ['a notify that is a text', { ...whole, notify: 'yes' }, '"notify" must be true or false'],
  ])('is refused with a sentence for %s', (_what, sent, told) => {
    expect(whyRefused(sent)).toContain(told);
  });

  it('is told of everything that is wrong, once', () => {
    const reason = whyRefused({ tags: [1, 2], url: 'x' });
    for (const told of ['title is missing', '"url" must be', 'a tag must be a text']) {
      expect(reason.split(told)).toHaveLength(2);
    }
  });

  it('is counted in bytes, not in letters', () => {
    const frame = Buffer.byteLength(JSON.stringify({ title: 'T', body: '' }));
    const fits = 'ش'.repeat(Math.floor((MAX_BRIEFING_BYTES - frame) / 2));
    expect(readSubmission({ title: 'T', body: fits }).outcome).toBe('read');
    expect(whyRefused({ title: 'T', body: `${fits}ش` })).toContain(String(MAX_BRIEFING_BYTES));
  });

  it('has a time that can be reckoned with, if it has one', () => {
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
  it('is the publisher’s own where there is one', () => {
    expect(briefingIdOf(read(whole))).toBe('rafah-trucks');
  });

  it('is made of the address where the briefing has one, whatever else is said', () => {
    const { id: _id, ...rest } = whole;
    const id = briefingIdOf(read(rest));
    expect(briefingIdOf(read({ title: 'Another', url: whole.url }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: `${whole.url}#comments` }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: 'HTTPS://News.Example/trucks' }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: `${whole.url}?page=2` }))).not.toBe(id);
  });

  it('is made of the words where there is no address', () => {
    const plain = { title: 'Trucks', body: 'Thirty.', source: 'ICARO' };
    const id = briefingIdOf(read(plain));
    expect(briefingIdOf(read({ ...plain, tags: ['gaza'] }))).toBe(id);
    expect(briefingIdOf(read({ ...plain, title: 'Lorries' }))).not.toBe(id);
    expect(briefingIdOf(read({ ...plain, body: 'Forty.' }))).not.toBe(id);
    expect(briefingIdOf(read({ ...plain, source: 'Another' }))).not.toBe(id);
  });
});

describe('what tells whether a briefing changed', () => {
  it('does not depend on the order of its fields, nor on its id', () => {
    const turned = Object.fromEntries(Object.entries(whole).reverse());
    expect(contentHashOf(read(turned))).toBe(contentHashOf(read(whole)));
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

  it('takes no word on telling followers for a no', () => {
    const { notify: _notify, ...rest } = whole;
    expect(contentHashOf(read(rest))).toBe(contentHashOf(read({ ...whole, notify: false })));
  });
});

it('a tag is one, however it is written', () => {
  for (const tag of ['Middle East', ' middle-east ', '#Middle-East', 'MIDDLE  EAST']) {
    expect(normalizeTag(tag)).toBe('middle-east');
  }
});
