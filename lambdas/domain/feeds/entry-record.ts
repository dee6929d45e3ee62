import { createHash } from 'node:crypto';
import type { FeedSettings } from './feed';
import type { FeedEntry } from './feed-document';

/** What is remembered of an entry, so that it is published once and updated when it changes. */
export interface EntryRecord {
  /** A hash of what identifies the entry within the feed. */
  key: string;
  /** A hash of the entry, which shows that it has changed. */
  version: string;
  briefingId: string;
  /** When the feed last had it (ms since 1970). */
  seenAt: number;
}

/** Entries that a feed has dropped are remembered this long (ms): some feeds show them again. */
const RECORD_RETENTION_MS = 30 * 24 * 3600_000;
const MAX_RECORDS = 2_000;

/** An entry with what identifies it within its feed. */
export interface IdentifiedEntry {
  key: string;
  entry: FeedEntry;
}

/**
 * The entries of a document, each once. An entry is known by its guid, or else by its url, or else by its
 * text. Some feeds give all entries the same guid: such a guid counts only together with the url.
 */
export function identifyEntries(entries: readonly FeedEntry[]): IdentifiedEntry[] {
  const urls = new Map<string, Set<string | undefined>>();
  for (const { guid, url } of entries) {
    if (guid !== undefined) urls.set(guid, (urls.get(guid) ?? new Set()).add(url));
  }
  const isShared = (guid: string) => (urls.get(guid)?.size ?? 0) > 1;
  const identified = new Map<string, FeedEntry>();
  for (const entry of entries) {
    const { guid, url, title, text } = entry;
    const identity =
      guid === undefined ? (url ?? [title, text]) : isShared(guid) ? [guid, url] : guid;
    const key = shortHash([identity]);
    // The first is the newest.
    if (!identified.has(key)) identified.set(key, entry);
  }
  return [...identified].map(([key, entry]) => ({ key, entry }));
}

/** Changes whenever anything of the entry, or of the settings of its feed, changes that its briefing shows. */
export function entryVersion(entry: FeedEntry, settings: FeedSettings): string {
  const { title, summary, html, text, url, publishedAt, categories, language } = entry;
  const { tags, source, categoriesAsTags } = settings;
  return shortHash([
    ...[title, summary, html, text, url, publishedAt, categories, language],
    ...[tags, source, categoriesAsTags],
  ]);
}

/** The records to keep after a poll: those of its entries, and of those that disappeared lately. */
export function mergeRecords(
  before: readonly EntryRecord[],
  current: readonly EntryRecord[],
  now: number,
): EntryRecord[] {
  const keys = new Set(current.map(({ key }) => key));
  const disappeared = before.filter(
    ({ key, seenAt }) => !keys.has(key) && seenAt > now - RECORD_RETENTION_MS,
  );
  return [...current, ...disappeared.sort((a, b) => b.seenAt - a.seenAt)].slice(0, MAX_RECORDS);
}

function shortHash(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}
