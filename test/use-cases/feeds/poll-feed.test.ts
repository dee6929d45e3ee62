import type { Feed } from '../../../lambdas/domain/feeds/feed';
import type { FeedAnswer } from '../../../lambdas/domain/feeds/poll-outcome';
import { pollFeed } from '../../../lambdas/use-cases/feeds/poll-feed';
import { aFeed, aFeedDocument, aFeedEntry } from '../../support/feeds';

const NOON = '2026-12-02T12:00:00.000Z';
const DAY_MS = 24 * 3600_000;
const ago = (ms: number) => new Date(Date.parse(NOON) - ms).toISOString();
const document = aFeedDocument(
  aFeedEntry({ publishedAt: Date.parse(NOON) }),
  aFeedEntry({ publishedAt: Date.parse(NOON) - 7_200_000 }),
);
const fetched = (fields: object = {}): FeedAnswer => ({
  outcome: 'fetched',
  bytes: new Uint8Array([1]),
  url: 'https://news.test/feed',
  ...fields,
});

describe('polling a feed', () => {
  let saved: Feed | undefined;
  let published = 0;
  beforeEach(() => {
    saved = undefined;
    published = 0;
  });

  const poll = (answer: FeedAnswer, feed = aFeed(), { isFeed = true } = {}) =>
    pollFeed({
      requestFeed: async () => answer,
      readFeed: () =>
        isFeed ? { outcome: 'read', document } : { outcome: 'not-a-feed', reason: 'It is a page.' },
      hashOf: (bytes) => `hash of ${bytes}`,
      publishEntries: async () => {
        published += 1;
        return { new: 2, updated: 1, refused: 0 };
      },
      saveFeed: async (polled) => {
        saved = polled;
      },
      now: () => NOON,
      random: () => 0.5,
    })(feed);

  it('publishes its entries, and plans the next poll', async () => {
    const answer = fetched({ etag: '"1"', lastModified: 'Wed, 02 Dec 2026 11:00:00 GMT' });
    expect(await poll(answer)).toEqual({
      outcome: { status: 'ok', url: 'https://news.test/feed', new: 2, updated: 1, refused: 0 },
    });
    expect(saved).toMatchObject({
      title: 'River news',
      dueAt: '2026-12-02T13:00:00.000Z',
      validators: {
        etag: '"1"',
        lastModified: 'Wed, 02 Dec 2026 11:00:00 GMT',
        bodyHash: 'hash of 1',
      },
      health: {
        status: 'ok',
        lastPolledAt: NOON,
        lastSuccessAt: NOON,
        failures: 0,
        entriesPerWeek: 84,
      },
    });
  });

  it('reads nothing when the server says that nothing has changed', async () => {
    const feed = aFeed({ validators: { etag: '"1"' }, rhythm: { entryTimes: [] } });
    const polled = await poll({ outcome: 'not-modified', maxAgeSeconds: 7_200 }, feed);
    expect(polled).toEqual({ outcome: { status: 'not-modified', url: feed.url } });
    expect(published).toBe(0);
    expect(saved).toMatchObject({
      dueAt: '2026-12-02T14:00:00.000Z',
      validators: { etag: '"1"' },
      health: { status: 'not-modified', lastSuccessAt: NOON },
    });
  });

  it('keeps its address when it moves to another server and has a password', async () => {
    const answer = fetched({ movedPermanentlyTo: 'https://elsewhere.test/feed' });
    await poll(answer, aFeed({ sealedCredentials: 'sealed' }));
    expect(saved?.url).toBe('https://news.test/feed');
    await poll(answer);
    expect(saved?.url).toBe('https://elsewhere.test/feed');
    const sameServer = fetched({ movedPermanentlyTo: 'https://news.test/new' });
    await poll(sameServer, aFeed({ sealedCredentials: 'sealed' }));
    expect(saved?.url).toBe('https://news.test/new');
  });

  it('remembers the new validators of an answer that is the same', async () => {
    const feed = aFeed({
      health: { status: 'ok', failures: 0, isReported: false },
      validators: { etag: '"1"', bodyHash: 'hash of 1' },
    });
    await poll(fetched({ etag: '"2"' }), feed);
    expect(published).toBe(0);
    expect(saved?.validators).toEqual({ etag: '"2"', bodyHash: 'hash of 1' });
  });

  it('reads nothing when the answer is the same, from a server that does not say so', async () => {
    const feed = aFeed({
      validators: { bodyHash: 'hash of 1' },
      health: { status: 'ok', failures: 0, isReported: false },
    });
    expect((await poll(fetched(), feed)).outcome).toMatchObject({ status: 'ok', new: 0 });
    expect(published).toBe(0);
    expect(saved?.health.status).toBe('ok');
  });

  it('remembers where a feed has moved for good', async () => {
    await poll(fetched({ movedPermanentlyTo: 'https://new.test/feed' }));
    expect(saved?.url).toBe('https://new.test/feed');
  });

  it('stops when the server says that the feed is gone', async () => {
    expect((await poll({ outcome: 'gone' })).outcome.status).toBe('gone');
    expect(saved?.dueAt).toBeUndefined();
    expect(saved?.health).toMatchObject({ status: 'gone', lastPolledAt: NOON });
  });

  it.each([
    ['a server that fails', { outcome: 'failed', reason: 'It answered 500.' }],
    ['an address that must not be read', { outcome: 'refused', reason: 'It is private.' }],
  ] as const)('tries %s again later, with what was known of it', async (_, answer) => {
    const feed = aFeed({ title: 'River news', validators: { etag: '"1"' } });
    const polled = await poll(answer, feed);
    expect(polled).toEqual({
      outcome: { status: 'failed', url: feed.url, error: answer.reason },
    });
    expect(saved).toMatchObject({
      title: 'River news',
      validators: { etag: '"1"' },
      dueAt: '2026-12-02T12:10:00.000Z',
      health: { status: 'failed', failures: 1, error: answer.reason },
    });
  });

  it('counts a page that is no feed as a failure', async () => {
    const polled = await poll(fetched(), aFeed(), { isFeed: false });
    expect(polled.outcome).toMatchObject({ status: 'failed', error: 'It is a page.' });
    expect(published).toBe(0);
  });

  describe('that keeps failing', () => {
    const failed = { outcome: 'failed', reason: 'It answered 500.' } as const;
    const failing = (health: Partial<Feed['health']>) =>
      aFeed({ health: { status: 'failed', failures: 1, isReported: false, ...health } });

    it('tells the operator once, after the fifth failure', async () => {
      const alarms = [];
      let feed = aFeed();
      for (let attempt = 0; attempt < 12; attempt += 1) {
        alarms.push((await poll(failed, feed)).alarm);
        feed = saved ?? feed;
      }
      expect(alarms.flatMap((alarm, index) => (alarm ? [[index + 1, alarm]] : []))).toEqual([
        [5, 'failing'],
      ]);
    });

    it('tells the operator once when it had entries daily and has failed for a day', async () => {
      const lastSuccessAt = ago(DAY_MS);
      const feed = failing({ failures: 9, entriesPerWeek: 7, lastSuccessAt });
      expect((await poll(failed, feed)).alarm).toBe('stopped');
      expect((await poll(failed, saved)).alarm).toBeUndefined();
    });

    it('does not call a feed stopped that has failed for less, or has few entries', async () => {
      const recent = failing({ failures: 9, entriesPerWeek: 7, lastSuccessAt: ago(DAY_MS - 1) });
      expect((await poll(failed, recent)).alarm).toBeUndefined();
      const rare = failing({ failures: 9, entriesPerWeek: 1, lastSuccessAt: ago(3 * DAY_MS) });
      expect((await poll(failed, rare)).alarm).toBeUndefined();
    });

    it('starts afresh after a success', async () => {
      await poll(fetched(), failing({ failures: 9, isReported: true, error: 'It answered 500.' }));
      expect(saved?.health).toMatchObject({ status: 'ok', failures: 0, isReported: false });
      expect(saved?.health.error).toBeUndefined();
    });
  });
});
