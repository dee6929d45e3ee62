import type { FeedDocument } from '../../domain/feeds/feed-document';
import { autodiscoverFeeds } from './autodiscover';
import { decodeFeed } from './decode-feed';
import { readJsonFeed } from './json-feed';
import { MAX_FEED_BYTES } from './request-once';
import { readXmlFeed } from './xml-feed';

/** What was read, or why it is no feed and which feeds the page names. */
export type ReadFeedResult =
  | { outcome: 'read'; document: FeedDocument }
  | { outcome: 'not-a-feed'; reason: string; autodiscovered: string[] };

/** The first tag of a feed, with whatever prefix. */
const FEED_START = /<(?:[\w.-]+:)?(?:rss|feed|rdf|channel)[\s>]/gi;
const PAGE_START = /<!doctype\s+html|<html[\s>]/i;

/**
 * Reads a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed. Broken XML is read as far as it goes, at most
 * 10 MB and the newest 1,000 entries. Never throws.
 *
 * @param url where the bytes come from: relative addresses refer to it.
 */
export function readFeed(
  bytes: Uint8Array,
  { contentType, url }: { contentType?: string; url: string },
): ReadFeedResult {
  const text = decodeFeed(bytes.subarray(0, MAX_FEED_BYTES), contentType);
  const document = readDocument(text, url);
  if (document !== undefined) {
    const truncated = document.truncated || bytes.length > MAX_FEED_BYTES;
    return { outcome: 'read', document: { ...document, truncated } };
  }
  const autodiscovered = autodiscoverFeeds(text, url);
  return { outcome: 'not-a-feed', reason: reasonOf(text), autodiscovered };
}

function readDocument(text: string, url: string): FeedDocument | undefined {
  if (/^\s*\{/.test(text)) return readJsonFeed(text, url);
  // Programs print warnings and empty lines before the feed.
  const start = startOfFeed(text);
  if (start < 0) return undefined;
  const page = text.search(PAGE_START);
  const isInPage = page >= 0 && page < start;
  const document = readXmlFeed(text.slice(start), url);
  return isInPage && document?.entries.length === 0 ? undefined : document;
}

/** Where the first tag of a feed is that no comment contains, or -1. */
function startOfFeed(text: string): number {
  let skipped = 0;
  for (const { index } of text.matchAll(FEED_START)) {
    if (index < skipped) continue;
    const comment = text.lastIndexOf('<!--', index);
    const end = comment < skipped ? -1 : text.indexOf('-->', comment);
    if (end < index) return index;
    skipped = end;
  }
  return -1;
}

function reasonOf(text: string): string {
  if (text.trim() === '') return 'It is empty.';
  if (PAGE_START.test(text)) return 'It is a web page, not a feed.';
  return 'It is not RSS, Atom or JSON Feed.';
}
