import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { readCredentialsKey } from '../../../lambdas/adapters/feeds/credentials-key';
import { Feeds } from '../../../lambdas/adapters/feeds/feeds';
import { HostTurns } from '../../../lambdas/adapters/feeds/host-turns';
import { SealedCredentials } from '../../../lambdas/adapters/feeds/sealed-credentials';
import { type Adapters, makeAdapters } from '../../support/adapters';
import { aFeed } from '../../support/feeds';

describe('the Feeds table', () => {
  let adapters: Adapters;
  let feeds: Feeds;
  beforeEach(async () => {
    adapters = await makeAdapters();
    feeds = new Feeds(adapters.client, adapters.name('Feeds'));
  });
  afterEach(() => adapters.remove());

  const full = aFeed({
    title: 'River news',
    tags: ['rivers'],
    source: 'The River',
    sealedCredentials: 'sealed',
    health: { status: 'failed', failures: 2, error: 'It answered 500.', isReported: false },
    validators: { etag: '"1"', bodyHash: 'hash' },
    rhythm: { entryTimes: [1, 2], ttlMinutes: 60, skipHours: [1], skipDays: ['Sunday'] },
  });

  it('keeps a feed as it was saved', async () => {
    expect(await feeds.save(full, undefined)).toBe(true);
    expect(await feeds.find(full.feedId)).toEqual(full);
    expect(await feeds.list()).toEqual([full]);
  });

  it('adds a feed once', async () => {
    await feeds.save(full, undefined);
    expect(await feeds.save(aFeed(), undefined)).toBe(false);
    expect(await feeds.find(full.feedId)).toEqual(full);
  });

  it('changes a feed only as it was read', async () => {
    await feeds.save(full, undefined);
    const polled = { ...full, dueAt: '2026-12-01T09:00:00.000Z' };
    expect(await feeds.save(polled, full)).toBe(true);
    expect(await feeds.save({ ...full, title: 'Late' }, full)).toBe(false);
    expect(await feeds.find(full.feedId)).toEqual(polled);
  });

  it('does not bring back a feed that was removed while it was polled', async () => {
    await feeds.save(full, undefined);
    await feeds.remove(full.feedId);
    expect(await feeds.save({ ...full, title: 'Polled' }, full)).toBe(false);
    expect(await feeds.find(full.feedId)).toBeUndefined();
  });

  it('finds the feeds that became due between two times, from all shards', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => `feed-${index}`);
    for (const [index, feedId] of ids.entries()) {
      const minute = String(index).padStart(2, '0');
      await feeds.save(aFeed({ feedId, dueAt: `2026-12-01T08:${minute}:00.000Z` }), undefined);
    }
    const { dueAt: _gone, ...gone } = aFeed({ feedId: 'gone' });
    await feeds.save(gone, undefined);
    const due = await feeds.due('2026-12-01T08:05:00.000Z', '2026-12-01T08:20:00.000Z', 100);
    expect(due.map(({ feedId }) => feedId).sort()).toEqual(ids.slice(5, 21).sort());
    expect(await feeds.due('', '2026-12-01T08:30:00.000Z', 100)).toHaveLength(30);
    expect((await feeds.due('', '2026-12-01T08:30:00.000Z', 1)).length).toBeLessThanOrEqual(4);
  });

  it('remembers the entries of a feed until it is removed', async () => {
    const records = [{ key: 'k', version: 'v', briefingId: 'b', seenAt: 1 }];
    expect(await feeds.readRecords('feed-1')).toEqual([]);
    await feeds.saveRecords('feed-1', records);
    expect(await feeds.readRecords('feed-1')).toEqual(records);
    expect(await feeds.list()).toEqual([]);
    await feeds.remove('feed-1');
    expect(await feeds.readRecords('feed-1')).toEqual([]);
  });

  it('gives the turn at a server to one at a time, and ends one that a crash left behind', async () => {
    let now = Date.parse('2026-12-01T08:00:00Z');
    const turns = new HostTurns(adapters.client, adapters.name('Feeds'), () => now);
    const taken = await Promise.all(['a', 'b', 'c'].map((owner) => turns.take('news.test', owner)));
    expect(taken.filter((one) => one)).toHaveLength(1);
    expect(await turns.take('other.test', 'd')).toBe(true);
    now += 90_000;
    expect(await turns.take('news.test', 'e')).toBe(true);
    // The one that came too late must not end the turn of the next.
    await turns.end('news.test', ['a', 'b', 'c'][taken.indexOf(true)] ?? '');
    expect(await turns.take('news.test', 'f')).toBe(false);
    await turns.end('news.test', 'e');
    expect(await turns.take('news.test', 'f')).toBe(true);
  });

  describe('credentials', () => {
    const plain = { username: 'ann', password: 'correct horse' };

    it('are read by functions with the same key, for the same feed only', async () => {
      const make = () =>
        new SealedCredentials(readCredentialsKey(adapters.client, adapters.name('Topics')));
      const sealed = await make().seal(plain, 'feed-1');
      expect(await make().open(sealed, 'feed-1')).toEqual(plain);
      await expect(make().open(sealed, 'feed-2')).rejects.toThrow();
    });

    it('use one key, although two functions need it first at the same time', async () => {
      const read = () => readCredentialsKey(adapters.client, adapters.name('Topics'))();
      const keys = await Promise.all([read(), read(), read()]);
      expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    });

    it('are not in the table as text', async () => {
      const seal = new SealedCredentials(async () => new Uint8Array(32)).seal;
      await feeds.save(aFeed({ sealedCredentials: await seal(plain, 'feed-1') }), undefined);
      const { Items } = await adapters.client.send(
        new ScanCommand({ TableName: adapters.name('Feeds') }),
      );
      expect(JSON.stringify(Items)).not.toMatch(/ann|correct|horse/);
    });
  });
});
