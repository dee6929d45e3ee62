import type { Briefing, StoreOutcome } from '../../lambdas/domain/briefing';
import { plainTextOf, sanitizeBody } from '../../lambdas/rendering/sanitize';
import { publishBriefings } from '../../lambdas/use-cases/publish-briefings';

const NOON = '2026-12-02T12:00:00.000Z';
type How = Parameters<Parameters<typeof publishBriefings>[0]['storeBriefing']>[1];

describe('publishing', () => {
  let stored: { briefing: Briefing; how: How }[];
  let outcome: StoreOutcome;
  let fault: string | undefined;
  beforeEach(() => {
    stored = [];
    outcome = 'published';
    fault = undefined;
  });

  const publish = (...sent: unknown[]) =>
    publishBriefings({
      sanitizeBody,
      plainTextOf,
      detectLanguage: (text) => (text.includes('حزب') ? 'ar' : 'en'),
      storeBriefing: async (briefing, how) => {
        if (briefing.title === fault) throw new Error('The table does not answer.');
        stored.push({ briefing, how });
        return outcome;
      },
      now: () => NOON,
    })(sent);
  const storedOf = async (fields: object) => {
    await publish({ title: 'Trucks', ...fields });
    const { briefing } = stored.at(-1) ?? {};
    if (briefing === undefined) throw new Error('Nothing was stored.');
    return briefing;
  };

  it('stores the good ones in their order, names the bad ones, and says what became of each', async () => {
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

  it('fails as a whole when the store does, for the publisher to send again', async () => {
    fault = 'Two';
    await expect(publish({ title: 'One' }, { title: 'Two' })).rejects.toThrow('does not answer');
  });

  it('tells the store of changes, of the publisher’s wish, and whether the time is theirs', async () => {
    await publish(
      { id: 'a', title: 'One' },
      { id: 'a', title: 'Two', notify: true, publishedAt: '2026-12-01T10:00:00+01:00' },
    );
    const [first, second] = stored;
    expect(first?.how).toMatchObject({ notify: false, keepPublishedAt: true, now: NOON });
    expect(second?.how).toMatchObject({ notify: true, keepPublishedAt: false });
    expect(first?.how.contentHash).not.toBe(second?.how.contentHash);
    expect(first?.briefing.publishedAt).toBe(NOON);
    expect(second?.briefing.publishedAt).toBe('2026-12-01T09:00:00.000Z');
  });

  it('makes texts plain and html safe', async () => {
    const briefing = await storedOf({
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

  it('takes a body without tags as it is', async () => {
    const briefing = await storedOf({ body: '  5 < 6 & 7 > 6, a <3 \n\nTwo  ' });
    expect(briefing.body).toBe('5 < 6 & 7 > 6, a <3 \n\nTwo');
    expect(briefing).not.toHaveProperty('bodyHtml');
  });

  it('has one of each tag, and no empty ones', async () => {
    const { tags } = await storedOf({ tags: ['Middle East', 'middle-east', ' ', '#', 'G7'] });
    expect(tags).toEqual(['middle-east', 'g7']);
  });

  it('finds the language out where the publisher does not say', async () => {
    expect((await storedOf({ title: 'حزب الله' })).language).toBe('ar');
    expect((await storedOf({ title: 'حزب الله', language: 'FR-ca' })).language).toBe('fr');
  });

  it('refuses what holds no text, and what grows too large when it is made safe', async () => {
    const { refused } = await publish(
      { title: '<b></b>' },
      { title: 'Large', body: `<p>${'&'.repeat(200_000)}</p>` },
    );
    expect(refused.map(({ reason }) => reason)).toEqual([
      'the title holds no text',
      expect.stringContaining('shorten it'),
    ]);
    expect(stored).toEqual([]);
  });

  it('names a bad one by no more of its title than a person needs', async () => {
    const { refused } = await publish({ title: 't'.repeat(5_000) }, { title: 7 });
    expect(refused[0]?.title).toHaveLength(120);
    expect(refused[1]).not.toHaveProperty('title');
  });
});
