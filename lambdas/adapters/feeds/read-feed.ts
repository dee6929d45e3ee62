import { parseFeed } from 'feedsmith';
import type { FeedDocument, FeedEntry } from '../../domain/feeds/feed-document';
import { sanitizeBody } from '../../rendering/sanitize';

export type ReadFeedResult =
  | { outcome: 'read'; document: FeedDocument }
  | { outcome: 'not-a-feed'; reason: string; autodiscovered: string[] };

const NOT_A_FEED = 'There is no feed at this address, but something else.';

/** Reads a feed of any format, or the feeds that a page names. */
export function readFeed(
  bytes: Uint8Array,
  { url }: { contentType?: string; url: string },
): ReadFeedResult {
  const text = new TextDecoder().decode(bytes);
  try {
    return { outcome: 'read', document: documentOf(parseFeed(text), url) };
  } catch {
    return { outcome: 'not-a-feed', reason: NOT_A_FEED, autodiscovered: feedsOfPage(text, url) };
  }
}

function documentOf(parsed: ReturnType<typeof parseFeed>, base: string): FeedDocument {
  switch (parsed.format) {
    case 'rss':
    case 'rdf': {
      const { title = '', items = [] } = parsed.feed;
      const entries = items.map((item) => {
        const html = item.content?.encoded ?? item.description ?? '';
        const guid = 'guid' in item ? item.guid?.value : undefined;
        const date = ('pubDate' in item ? item.pubDate : undefined) ?? item.dc?.dates?.[0];
        return entryOf({ title: item.title, guid, link: item.link, html, date }, base);
      });
      return { title, entries, truncated: false };
    }
    case 'atom': {
      const entries = (parsed.feed.entries ?? []).map((entry) => {
        const link = entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href;
        const html = entry.content?.value ?? entry.summary?.value ?? '';
        const date = entry.published ?? entry.updated;
        return entryOf({ title: entry.title?.value, guid: entry.id, link, html, date }, base);
      });
      return { title: parsed.feed.title?.value ?? '', entries, truncated: false };
    }
    case 'json': {
      const entries = (parsed.feed.items ?? []).map((item) => {
        const html = item.content_html ?? item.content_text ?? '';
        const { title, id, url: link, date_published: date } = item;
        return entryOf({ title, guid: id, link, html, date }, base);
      });
      return { title: parsed.feed.title ?? '', entries, truncated: false };
    }
    default:
      return parsed satisfies never;
  }
}

interface ParsedEntry {
  title: string | undefined;
  guid: string | undefined;
  link: string | undefined;
  html: string;
  /** As it is written in the feed. */
  date: unknown;
}

function entryOf({ title = '', guid, link, html, date }: ParsedEntry, base: string): FeedEntry {
  const url = link !== undefined && URL.canParse(link, base) ? new URL(link, base).href : undefined;
  const publishedAt = Date.parse(String(date ?? ''));
  return {
    title: sanitizeBody(title).text,
    html,
    text: sanitizeBody(html).text,
    categories: [],
    ...(guid === undefined ? {} : { guid }),
    ...(url === undefined ? {} : { url }),
    ...(Number.isNaN(publishedAt) ? {} : { publishedAt }),
  };
}

function feedsOfPage(html: string, base: string): string[] {
  const links = html.match(/<link\b[^>]*>/gi) ?? [];
  return links.flatMap((link) => {
    const isFeed = /application\/(rss\+xml|atom\+xml|feed\+json)/i.test(link);
    const [, href] = /\bhref\s*=\s*["']([^"']+)/i.exec(link) ?? [];
    return isFeed && href !== undefined && URL.canParse(href, base)
      ? [new URL(href, base).href]
      : [];
  });
}
