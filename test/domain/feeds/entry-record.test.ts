import {
  type EntryRecord,
  entryVersion,
  identifyEntries,
  mergeRecords,
} from '../../../lambdas/domain/feeds/entry-record';
import { aFeed, aFeedEntry } from '../../support/feeds';

const keysOf = (...entries: ReturnType<typeof aFeedEntry>[]) =>
  identifyEntries(entries).map(({ key }) => key);
const DAY = 24 * 3600_000;
const NOON = Date.parse('2026-12-02T12:00:00Z');

describe('an entry', () => {
  it('is known by its guid, whatever else of it changes', () => {
    const before = aFeedEntry({ guid: 'heron', url: 'https://news.test/1', title: 'A heron' });
    const after = aFeedEntry({ guid: 'heron', url: 'https://news.test/2', title: 'Two herons' });
    expect(keysOf(before)).toEqual(keysOf(after));
    expect(entryVersion(before, aFeed())).not.toBe(entryVersion(after, aFeed()));
  });

  it('without a guid is known by its url, and without both by its text', () => {
    const here = aFeedEntry({ url: 'https://news.test/1', title: 'A heron' });
    expect(keysOf(here)).toEqual(keysOf({ ...here, title: 'Two herons' }));
    expect(keysOf(aFeedEntry({ title: 'A heron' }))).not.toEqual(
      keysOf(aFeedEntry({ title: 'Two herons' })),
    );
  });

  it('that a feed lists twice counts once, with its first version', () => {
    const [entry, ...others] = identifyEntries([
      aFeedEntry({ guid: 'heron', title: 'Newer' }),
      aFeedEntry({ guid: 'heron', title: 'Older' }),
    ]);
    expect(entry?.entry.title).toBe('Newer');
    expect(others).toEqual([]);
  });

  it('is known by its url too in a feed that gives all entries the same guid', () => {
    const entries = [1, 2, 3].map((id) =>
      aFeedEntry({ guid: 'https://news.test', url: `https://news.test/${id}` }),
    );
    expect(new Set(keysOf(...entries)).size).toBe(3);
  });
});

describe('the records of a feed', () => {
  const record = (key: string, seenAt: number): EntryRecord => ({
    key,
    version: 'v',
    briefingId: key,
    seenAt,
  });

  it('keep entries that the feed dropped, for 30 days', () => {
    const before = [record('dropped', NOON - 29 * DAY), record('long ago', NOON - 31 * DAY)];
    const merged = mergeRecords(before, [record('now', NOON)], NOON);
    expect(merged.map(({ key }) => key)).toEqual(['now', 'dropped']);
  });

  it('are at most two thousand, the newest', () => {
    const before = Array.from({ length: 2_500 }, (_, index) => record(`e${index}`, NOON - index));
    const merged = mergeRecords(before, [record('now', NOON)], NOON);
    expect(merged).toHaveLength(2_000);
    expect(merged.at(-1)?.key).toBe('e1998');
  });
});
