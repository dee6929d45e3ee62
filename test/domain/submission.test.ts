import fc from 'fast-check';
import {
  briefingIdOf,
  contentHashOf,
  MAX_BRIEFING_BYTES,
  normalizeTag,
  readSubmission,
  type Submission,
} from '../../lambdas/domain/submission';

const fullSubmission = {
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
const refusalReason = (sent: unknown): string => {
  const outcome = readSubmission(sent);
  return outcome.outcome === 'refused' ? outcome.reason : '';
};
/** Nested lists, as an attacker may send them: `JSON.parse` reads them, but `JSON.stringify` fails. */
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('a submission', () => {
  it('is read with all its fields', () => {
    expect(read(fullSubmission)).toEqual(fullSubmission);
  });

  it('needs only a title', () => {
    expect(read({ title: ' Trucks ' })).toEqual({ title: 'Trucks' });
  });

  it('may contain null, which means absent, and unknown fields, which are ignored', () => {
    const nulls = Object.fromEntries(Object.keys(fullSubmission).map((field) => [field, null]));
    expect(read({ ...nulls, title: 'Trucks', editor: 'Bo' })).toEqual({ title: 'Trucks' });
  });

  it.each([
    ['a list', [fullSubmission], 'a briefing is an object'],
    ['null', null, 'a briefing is an object'],
    ['no title', { body: 'b' }, 'the title is missing'],
    ['a title that is null', { title: null }, 'the title is missing'],
    ['a title of spaces', { title: '   ' }, 'the title is empty'],
    ['a long title', { title: 't'.repeat(301) }, '300'],
    [
      'a long summary',
      { ...fullSubmission, summary: 's'.repeat(1_001) },
      '"summary" is longer than 1000',
    ],
    ['a body that is a number', { ...fullSubmission, body: 7 }, '"body" must be a text'],
    ['an email address as url', { ...fullSubmission, url: 'mailto:a@b.c' }, '"url" must be'],
    ['a path as url', { ...fullSubmission, url: '/trucks' }, '"url" must be'],
    ['a long url', { ...fullSubmission, url: `https://e.org/${'u'.repeat(2_000)}` }, '2000'],
    [
      'a long source',
      { ...fullSubmission, source: 's'.repeat(201) },
      '"source" is longer than 200',
    ],
    ['tags that are a string', { ...fullSubmission, tags: 'gaza' }, '"tags" must be a list'],
    ['a tag that is null', { ...fullSubmission, tags: [null] }, 'a tag must be a text'],
    ['a long tag', { ...fullSubmission, tags: ['t'.repeat(61)] }, 'a tag is longer than 60'],
    ['too many tags', { ...fullSubmission, tags: Array(21).fill('t') }, 'more than 20 tags'],
    ['an empty id', { ...fullSubmission, id: ' ' }, '"id" is empty'],
    ['a long id', { ...fullSubmission, id: 'i'.repeat(201) }, '"id" is longer than 200'],
    ['an id with half a character', { ...fullSubmission, id: '\ud83d' }, '"id" must be text'],
    ['an id with a line break', { ...fullSubmission, id: 'one\ntwo' }, '"id" must be text'],
    [
      'an id that a browser would resolve as a path',
      { ...fullSubmission, id: '..' },
      '"id" must be text',
    ],
    [
      'fields that are nested too deeply',
      { ...fullSubmission, editor: nested(100_000) },
      'nested too deeply',
    ],
    [
      'a language that is not a code',
      { ...fullSubmission, language: 'English' },
      '"language" must be a code',
    ],
    [
      'a time without a time zone',
      { ...fullSubmission, publishedAt: '2026-01-31T09:00:00' },
      '"publishedAt" must be',
    ],
    [
      'a date that does not exist',
      { ...fullSubmission, publishedAt: '2026-02-30T09:00:00Z' },
      '"publishedAt"',
    ],
    [
      'a notify that is a string',
      { ...fullSubmission, notify: 'yes' },
      '"notify" must be true or false',
    ],
  ])('is refused with a reason for %s', (_what, sent, reason) => {
    expect(refusalReason(sent)).toContain(reason);
  });

  it('is refused with every error, each reported once', () => {
    const reason = refusalReason({ tags: [1, 2], url: 'x' });
    for (const error of ['title is missing', '"url" must be', 'a tag must be a text']) {
      expect(reason.split(error)).toHaveLength(2);
    }
  });

  it('is measured in bytes, not in characters', () => {
    const frame = Buffer.byteLength(JSON.stringify({ title: 'T', body: '' }));
    const fits = 'ش'.repeat(Math.floor((MAX_BRIEFING_BYTES - frame) / 2));
    expect(readSubmission({ title: 'T', body: fits }).outcome).toBe('read');
    expect(refusalReason({ title: 'T', body: `${fits}ش` })).toContain(String(MAX_BRIEFING_BYTES));
  });

  it('has a valid publication time if it has one', () => {
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
  it('is the publisher’s id if there is one', () => {
    expect(briefingIdOf(read(fullSubmission))).toBe('rafah-trucks');
  });

  it('is otherwise derived from the url alone', () => {
    const { id: _id, ...rest } = fullSubmission;
    const id = briefingIdOf(read(rest));
    expect(briefingIdOf(read({ title: 'Another', url: fullSubmission.url }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: `${fullSubmission.url}#comments` }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: 'HTTPS://News.Example/trucks' }))).toBe(id);
    expect(briefingIdOf(read({ ...rest, url: `${fullSubmission.url}?page=2` }))).not.toBe(id);
  });

  it('is derived from title, body and source if there is no url', () => {
    const plain = { title: 'Trucks', body: 'Thirty.', source: 'ICARO' };
    const id = briefingIdOf(read(plain));
    expect(briefingIdOf(read({ ...plain, tags: ['gaza'] }))).toBe(id);
    expect(briefingIdOf(read({ ...plain, title: 'Lorries' }))).not.toBe(id);
    expect(briefingIdOf(read({ ...plain, body: 'Forty.' }))).not.toBe(id);
    expect(briefingIdOf(read({ ...plain, source: 'Another' }))).not.toBe(id);
  });
});

describe('the content hash', () => {
  it('does not depend on the order of the fields or on the id', () => {
    const reversed = Object.fromEntries(Object.entries(fullSubmission).reverse());
    expect(contentHashOf(read(reversed))).toBe(contentHashOf(read(fullSubmission)));
    expect(contentHashOf(read({ ...fullSubmission, id: 'another' }))).toBe(
      contentHashOf(read(fullSubmission)),
    );
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
      contentHashOf(read({ ...fullSubmission, [field]: value })),
    );
    expect(new Set([...hashes, contentHashOf(read(fullSubmission))]).size).toBe(hashes.length + 1);
  });

  it('is the same without notify as with notify false', () => {
    const { notify: _notify, ...rest } = fullSubmission;
    expect(contentHashOf(read(rest))).toBe(
      contentHashOf(read({ ...fullSubmission, notify: false })),
    );
  });
});

describe('a tag', () => {
  it.each(['Middle East', ' middle-east ', '#Middle-East', 'MIDDLE  EAST'])(
    'is normalized: %j',
    (tag) => {
      expect(normalizeTag(tag)).toBe('middle-east');
    },
  );
});
