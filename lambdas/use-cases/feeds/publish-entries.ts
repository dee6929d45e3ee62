import type { Briefing, FeedStoreOutcome } from '../../domain/briefing';
import {
  type EntryRecord,
  entryVersion,
  type IdentifiedEntry,
  identifyEntries,
  mergeRecords,
} from '../../domain/feeds/entry-record';
import { isNews, submissionOf } from '../../domain/feeds/entry-submission';
import type { Feed } from '../../domain/feeds/feed';
import type { FeedDocument } from '../../domain/feeds/feed-document';
import type { PolledEntries } from '../../domain/feeds/poll-outcome';
import { mapConcurrently } from '../../domain/map-concurrently';
import { contentHashOf, readSubmission, type Submission } from '../../domain/submission';

export interface PublishEntriesDependencies {
  readRecords: (feedId: string) => Promise<EntryRecord[]>;
  saveRecords: (feedId: string, records: EntryRecord[]) => Promise<void>;
  /** The briefing of a submission, sanitized. */
  toBriefing: (submission: Submission) => Briefing;
  /**
   * Stores the briefing unless somebody else published it. A new one is matched only if it is news; a
   * changed one never is, and keeps its time.
   */
  storeBriefing: (
    briefing: Briefing,
    how: { feedId: string; isNews: boolean; contentHash: string; now: string },
  ) => Promise<FeedStoreOutcome>;
  /** ISO 8601. */
  now: () => string;
}

/** The first poll of a feed may store a thousand entries, within the time of one request. */
const MAX_CONCURRENT_ENTRIES = 8;

type Counts = Pick<PolledEntries, 'new' | 'updated' | 'refused'>;

/**
 * Stores the entries of a feed that are new or have changed, beginning with the oldest. The records are saved at
 * the end: after a crash before it, all entries are stored again, which changes nothing.
 */
export function publishEntries(dependencies: PublishEntriesDependencies) {
  return async (feed: Feed, document: FeedDocument): Promise<Counts> => {
    const records = await dependencies.readRecords(feed.feedId);
    const known = new Map(records.map((record) => [record.key, record]));
    const counts: Counts = { new: 0, updated: 0, refused: 0 };
    const now = dependencies.now();
    const seenAt = Date.parse(now);
    const entries = oldestFirst(identifyEntries(document.entries));
    const current = await mapConcurrently(entries, MAX_CONCURRENT_ENTRIES, async (identified) => {
      const { key, entry } = identified;
      const version = entryVersion(entry, feed);
      const record = known.get(key);
      if (record?.version === version) return { ...record, seenAt };
      const { outcome, briefingId } = await publishEntry(
        { identified, feed, document, record, now },
        dependencies,
      );
      count(outcome, counts);
      return { key, version, briefingId, seenAt };
    });
    await dependencies.saveRecords(feed.feedId, mergeRecords(records, current, seenAt));
    return counts;
  };
}

interface EntryToPublish {
  identified: IdentifiedEntry;
  feed: Feed;
  document: FeedDocument;
  /** Of an earlier version of the entry. */
  record: EntryRecord | undefined;
  now: string;
}

async function publishEntry(
  { identified, feed, document, record, now }: EntryToPublish,
  { toBriefing, storeBriefing }: PublishEntriesDependencies,
): Promise<{ outcome: FeedStoreOutcome | 'refused'; briefingId: string }> {
  const submission = submissionOf(identified, { feed, document }, Date.parse(now));
  // An entry keeps its briefing when its url changes.
  const briefingId = record?.briefingId ?? submission.id;
  const read = readSubmission({ ...submission, id: briefingId });
  if (read.outcome === 'refused') return { outcome: 'refused', briefingId };
  const briefing = toBriefing(read.submission);
  const outcome = await storeBriefing(briefing, {
    feedId: feed.feedId,
    isNews: record === undefined && isNews(identified.entry, Date.parse(now)),
    contentHash: contentHashOf(read.submission),
    now,
  });
  return { outcome, briefingId };
}

function count(outcome: FeedStoreOutcome | 'refused', counts: Counts): void {
  switch (outcome) {
    case 'published':
      counts.new += 1;
      return;
    case 'updated':
      counts.updated += 1;
      return;
    case 'refused':
      counts.refused += 1;
      return;
    // It was stored before a crash, or another publisher has it.
    case 'unchanged':
    case 'published-elsewhere':
      return;
    default:
      outcome satisfies never;
  }
}

/** Feeds list the newest first; alerts should come in the order of the entries. */
function oldestFirst(entries: readonly IdentifiedEntry[]): IdentifiedEntry[] {
  const timeOf = ({ entry }: IdentifiedEntry) => entry.publishedAt ?? entry.updatedAt ?? Infinity;
  return [...entries].reverse().sort((a, b) => {
    const [first, second] = [timeOf(a), timeOf(b)];
    return first === second ? 0 : first < second ? -1 : 1;
  });
}
