import type { NewsletterIssue } from '../domain/newsletters/newsletter-issue';
import type { RecordedMatch } from '../domain/recorded-match';
import type { StoredHeading } from './briefing-items';
import type { HeadingReader } from './briefings';
import { ExpiringCache } from './expiring-cache';

/** About 2 MB: a heading has at most a few kilobytes. */
const MAX_HEADINGS = 500;
/** Most are briefings that are no issue. An issue has up to 2 MB in memory. */
const MAX_ISSUES = 50;
/** Up to 10 MB. Most entries are topics that a briefing does not match, and small. */
const MAX_MATCHES = 5_000;

/**
 * Reads headings and keeps them for a minute, so that a worker reads the heading of a briefing once for
 * all its alerts. It is read again for a newer edition, and if it was not found.
 */
export function cacheHeadings(read: HeadingReader, now: () => string): HeadingReader {
  const cache = new ExpiringCache<StoredHeading>(MAX_HEADINGS, now);
  return async (briefingIds, minEdition = () => 1) => {
    const headings = new Map<string, StoredHeading>();
    const unknown: string[] = [];
    for (const briefingId of new Set(briefingIds)) {
      const cached = cache.get(briefingId);
      if (cached && cached.edition >= minEdition(briefingId)) headings.set(briefingId, cached);
      else unknown.push(briefingId);
    }
    if (unknown.length === 0) return headings;
    for (const [briefingId, heading] of await read(unknown, minEdition)) {
      cache.set(briefingId, heading);
      headings.set(briefingId, heading);
    }
    return headings;
  };
}

type FindIssue = (briefingId: string) => Promise<NewsletterIssue | undefined>;

/**
 * Reads the text of a newsletter issue once for all its emails, and keeps it for a minute, including that a briefing is
 * none. A newer edition is read again.
 */
export function cacheIssues(
  read: FindIssue,
  now: () => string,
): (briefingId: string, edition: number) => Promise<NewsletterIssue | undefined> {
  const cache = new ExpiringCache<NewsletterIssue | 'none'>(MAX_ISSUES, now);
  return async (briefingId, edition) => {
    const key = JSON.stringify([briefingId, edition]);
    let issue = cache.get(key);
    if (issue === undefined) {
      issue = (await read(briefingId)) ?? 'none';
      cache.set(key, issue);
    }
    return issue === 'none' ? undefined : issue;
  };
}

type ReadMatches = (
  briefingId: string,
  edition: number,
  topicIds: string[],
) => Promise<RecordedMatch[]>;

/**
 * Reads which topics an edition of a briefing matched, and keeps that for a minute, including for topics
 * that it did not match. That is final: all matches of an edition are recorded before its first alert is
 * queued.
 */
export function cacheMatches(read: ReadMatches, now: () => string): ReadMatches {
  const cache = new ExpiringCache<RecordedMatch | 'no-match'>(MAX_MATCHES, now);
  return async (briefingId, edition, topicIds) => {
    const keyOf = (topicId: string) => JSON.stringify([topicId, briefingId, edition]);
    const known = new Map<string, RecordedMatch | 'no-match'>();
    const unknown: string[] = [];
    for (const topicId of new Set(topicIds)) {
      const cached = cache.get(keyOf(topicId));
      if (cached) known.set(topicId, cached);
      else unknown.push(topicId);
    }
    if (unknown.length > 0) {
      const matches = await read(briefingId, edition, unknown);
      const found = new Map(matches.map((match) => [match.topicId, match]));
      for (const topicId of unknown) {
        const match = found.get(topicId) ?? 'no-match';
        cache.set(keyOf(topicId), match);
        known.set(topicId, match);
      }
    }
    return [...known.values()].filter((match) => match !== 'no-match');
  };
}
