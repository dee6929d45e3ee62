import type { Briefing, StoreOutcome } from '../../lambdas/domain/briefing';
import { readIssue } from '../../lambdas/domain/newsletters/read-issue';
import { plainTextOf, sanitizeBody, sanitizeIssue } from '../../lambdas/rendering/sanitize';
import { formatRefusals, publishBriefings } from '../../lambdas/use-cases/publish-briefings';

const NOON = '2026-12-02T12:00:00.000Z';
type StoreOptions = Parameters<Parameters<typeof publishBriefings>[0]['storeBriefing']>[1];

describe('publishing briefings', () => {
  let stored: { briefing: Briefing; options: StoreOptions }[];
  let outcome: StoreOutcome;
  /** The title of the briefing that cannot be stored. */
  let failingTitle: string | undefined;
  let newsletters: { name: string }[];
  beforeEach(() => {
    newsletters = [{ name: 'weekly' }, { name: 'diplomacy' }];
    stored = [];
    outcome = 'published';
    failingTitle = undefined;
  });

  const publish = (...sent: unknown[]) =>
    publishBriefings({
      sanitizeBody,
      plainTextOf,
      detectLanguage: (text) => (text.includes('حزب') ? 'ar' : 'en'),
      readIssue: (markdown) => readIssue(markdown, { sanitize: sanitizeIssue }),
      newsletters,
      storeBriefing: async (briefing, options) => {
        if (briefing.title === failingTitle) throw new Error('The table does not answer.');
        stored.push({ briefing, options });
        return outcome;
      },
      now: () => NOON,
    })(sent);
  const publishAndGet = async (fields: object) => {
    await publish({ title: 'Trucks', ...fields });
    const { briefing } = stored.at(-1) ?? {};
    if (briefing === undefined) throw new Error('Nothing was stored.');
    return briefing;
  };

  it('stores the valid briefings in order and reports the outcome of each, and why others are refused', async () => {
    outcome = 'updated';
    const published = await publish(
      { id: 'a', title: 'One' },
      { title: 'Two', publishedAt: 'never' },
      'three',
      { id: 'd', title: 'Four' },
    );
    expect(published.briefings).toEqual([
      { briefingId: 'a', title: 'One', outcome: 'updated' },
      { briefingId: 'd', title: 'Four', outcome: 'updated' },
    ]);
    expect(published.refused).toEqual([
      { index: 1, title: 'Two', reason: expect.stringContaining('publishedAt') },
      { index: 2, reason: expect.stringContaining('a briefing must be an object') },
    ]);
    expect(stored.map(({ briefing }) => briefing.briefingId)).toEqual(['a', 'd']);
  });

  it('refuses an issue of a newsletter that the stage does not have', async () => {
    const sent = { title: 'The week', newsletter: 'harbour', body: 'Ships.' };
    newsletters = [];
    const [refusal] = (await publish(sent)).refused;
    expect(refusal?.reason).toBe(
      'there is no newsletter "harbour": the setting "newsletters" names none',
    );
    newsletters = [{ name: 'diplomacy' }, { name: 'aid' }];
    const [other] = (await publish(sent)).refused;
    expect(other?.reason).toBe(
      'there is no newsletter "harbour"; the newsletters are diplomacy, aid',
    );
    expect((await publish({ ...sent, newsletter: 'aid' })).refused).toEqual([]);
    expect(stored).toHaveLength(1);
  });

  it('throws if a briefing cannot be stored, so that the publisher sends all again', async () => {
    failingTitle = 'Two';
    await expect(publish({ title: 'One' }, { title: 'Two' })).rejects.toThrow('does not answer');
  });

  it('stores a content hash, and whether to notify followers and to keep the publication time', async () => {
    await publish(
      { id: 'a', title: 'One' },
      { id: 'a', title: 'Two', notify: true, publishedAt: '2026-12-01T10:00:00+01:00' },
    );
    const [first, second] = stored;
    expect(first?.options).toMatchObject({ notify: false, keepPublishedAt: true, now: NOON });
    expect(second?.options).toMatchObject({ notify: true, keepPublishedAt: false });
    expect(first?.options.contentHash).not.toBe(second?.options.contentHash);
    expect(first?.briefing.publishedAt).toBe(NOON);
    expect(second?.briefing.publishedAt).toBe('2026-12-01T09:00:00.000Z');
  });

  it('removes html from texts and unsafe html from the body', async () => {
    const briefing = await publishAndGet({
      title: 'Fewer <b>trucks</b>\r\nat Rafah',
      summary: '<i>Thirty</i> a day',
      source: 'The\n"Post"',
      body: '<p onclick="x()">One</p><script>alert(1)</script><p>Two</p>',
    });
    expect(briefing).toMatchObject({
      title: 'Fewer trucks at Rafah',
      summary: 'Thirty a day',
      source: 'The "Post"',
      body: 'One\n\nTwo',
      bodyHtml: '<p>One</p><p>Two</p>',
    });
  });

  it('stores a newsletter issue with its Markdown, its blocks and its plain text, tagged with its newsletter', async () => {
    const markdown =
      '## Talks\n\nThey **met** in [Oman](https://oman.example).\n\n:::briefings tag:oman:::';
    const issue = await publishAndGet({ newsletter: 'weekly', body: markdown, tags: ['Oman'] });
    expect(issue).toMatchObject({
      newsletter: 'weekly',
      tags: ['weekly', 'oman'],
      markdown,
      body: 'Talks\n\nThey met in Oman.',
      language: 'en',
      issue: {
        blocks: [{ kind: 'heading' }, { kind: 'paragraph' }, { kind: 'briefings' }],
        notes: [],
      },
    });
    const other = await publishAndGet({ newsletter: 'weekly', body: `${markdown}\n\nMore.` });
    expect(other.briefingId).not.toBe(issue.briefingId);
  });

  it('refuses an issue with all that its editor must change', async () => {
    const published = await publish({
      title: 'Weekly',
      newsletter: 'weekly',
      body: '![](https://i.example/a.png)\n\n:::weather:::',
    });
    expect(stored).toEqual([]);
    expect(formatRefusals(published.refused)).toMatch(
      /^"Weekly" was refused: the image "https:\/\/i.example\/a.png" has no text .*; there is no block ":::weather"; .*\.$/,
    );
    expect((await publish({ title: 'Weekly', newsletter: 'A b' })).refused).toMatchObject([
      { reason: '"newsletter" must be a name such as weekly or middle-east' },
    ]);
  });

  it('stores a long issue, whose texts are packed, and refuses one that is too long for an item', async () => {
    const words = (bytes: number) =>
      Array.from({ length: bytes / 8 }, (_, at) =>
        ((at * 2_654_435_761) % 2 ** 31).toString(36),
      ).join(' ');
    const long = { newsletter: 'weekly', body: words(200_000) };
    expect((await publish({ title: 'Long', ...long })).refused).toEqual([]);
    expect(
      (await publish({ title: 'Html', body: `<p>${words(240_000)}</p>` })).refused,
    ).toMatchObject([{ reason: expect.stringContaining('shorten it to') }]);
  });

  it('stores only the fields that the publisher gave', async () => {
    expect(await publishAndGet({ id: 'a', source: ' ' })).toStrictEqual({
      briefingId: 'a',
      title: 'Trucks',
      summary: '',
      body: '',
      tags: [],
      language: 'en',
      publishedAt: NOON,
    });
    expect(await publishAndGet({ id: 'b' })).not.toHaveProperty('source');
    expect(await publishAndGet({ url: 'https://news.example/trucks' })).toMatchObject({
      url: 'https://news.example/trucks',
    });
  });

  it.each([
    ['One<br>two', 'One\ntwo'],
    ['One <b class="x">two', 'One two'],
    ['One</p>', 'One'],
  ])('reads a body with any html tag as html: %s', async (body, text) => {
    const briefing = await publishAndGet({ body });
    expect(briefing.body).toBe(text);
    expect(briefing).toHaveProperty('bodyHtml');
  });

  it('keeps a body without html tags as it is', async () => {
    const briefing = await publishAndGet({ body: '  5 < 6 & 7 > 6, a <3 \n\nTwo  ' });
    expect(briefing.body).toBe('5 < 6 & 7 > 6, a <3 \n\nTwo');
    expect(briefing).not.toHaveProperty('bodyHtml');
  });

  it('stores each tag once and no empty tags', async () => {
    const { tags } = await publishAndGet({ tags: ['Middle East', 'middle-east', ' ', '#', 'G7'] });
    expect(tags).toEqual(['middle-east', 'g7']);
  });

  it('detects the language if the publisher does not give one', async () => {
    expect((await publishAndGet({ title: 'حزب الله' })).language).toBe('ar');
    expect((await publishAndGet({ title: 'حزب الله', language: 'FR-ca' })).language).toBe('fr');
  });

  it('refuses a title without text, and a body that is too large once it is sanitized', async () => {
    const { refused } = await publish(
      { title: '<b></b>' },
      { title: 'Large', body: `<p>${'&'.repeat(200_000)}</p>` },
    );
    expect(refused.map(({ reason }) => reason)).toEqual([
      'the title has no text',
      expect.stringContaining('shorten it'),
    ]);
    expect(stored).toEqual([]);
  });

  it('stores a sanitized briefing that is exactly as large as the limit, and refuses a larger one', async () => {
    const frame = { id: 'a', url: 'https://news.example/trucks' };
    const empty = await publishAndGet({ ...frame, body: '<p>x</p>' });
    // Escaping makes each ampersand five bytes of html and one byte of text.
    const spare = 360_000 - Buffer.byteLength(JSON.stringify(empty));
    const ampersands = '&'.repeat(Math.floor(spare / 6));
    const rest = 'y'.repeat(Math.floor((spare % 6) / 2));
    const odd = (spare % 6) % 2;
    const body = `<p>x${ampersands}${rest}</p>`;
    const url = `${frame.url}${'z'.repeat(odd)}`;
    const { refused, briefings } = await publish(
      { ...frame, title: 'Trucks', url, body },
      { ...frame, title: 'Trucks!', url, body },
    );
    expect(briefings).toHaveLength(1);
    expect(Buffer.byteLength(JSON.stringify(stored.at(-1)?.briefing))).toBe(360_000);
    expect(refused).toEqual([
      {
        index: 1,
        title: 'Trucks!',
        reason: 'its sanitized html is 360001 bytes long; shorten it to 360000',
      },
    ]);
  });

  it('reports only the first 120 characters of a refused title', async () => {
    const { refused } = await publish({ title: 't'.repeat(5_000) }, { title: 7 });
    expect(refused[0]?.title).toHaveLength(120);
    expect(refused[1]).not.toHaveProperty('title');
  });

  it('refuses each of several values that are not briefings, without a title', async () => {
    const { refused } = await publish(null, 'three', {}, undefined);
    expect(refused.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    for (const one of refused) expect(one).not.toHaveProperty('title');
  });

  it('has one sentence for each refused briefing', () => {
    expect(
      formatRefusals([
        { index: 1, title: 'Two', reason: 'the title has no text' },
        { index: 2, reason: 'the title is missing' },
        { index: 3, title: '', reason: 'the title is empty' },
      ]),
    ).toBe(
      '"Two" was refused: the title has no text. Briefing 3 was refused: the title is missing. Briefing 4 was refused: the title is empty.',
    );
  });
});
