import { parseFeedDate } from '../../domain/feeds/feed-date';
import type { FeedDocument, FeedEntry } from '../../domain/feeds/feed-document';
import { newestEntries } from './newest-entries';
import { readHtml, toLine } from './text-construct';
import { resolve } from './xml-tree';

type Fields = Record<string, unknown>;

/** Reads JSON Feed 1 and 1.1: https://www.jsonfeed.org/version/1.1/. Undefined if it is none. */
export function readJsonFeed(text: string, url: string): FeedDocument | undefined {
  const feed = parseObject(text);
  if (feed === undefined || !Array.isArray(feed.items)) return undefined;
  const isNamed = /jsonfeed\.org/i.test(stringOf(feed.version)) || typeof feed.title === 'string';
  if (!isNamed) return undefined;
  const items = feed.items.filter(isObject);
  const newest = newestEntries(items, timesOf);
  const hub = Array.isArray(feed.hubs) ? feed.hubs.filter(isObject)[0] : undefined;
  return {
    title: toLine(stringOf(feed.title)),
    ...addressIn('siteUrl', feed.home_page_url, url),
    ...addressIn('selfUrl', feed.feed_url, url),
    ...addressIn('hubUrl', hub?.url, url),
    ...lineIn('language', feed.language),
    entries: newest.map((item) => readItem(item, url)),
    truncated: newest.length < items.length,
  };
}

function readItem(item: Fields, url: string): FeedEntry {
  const html = stringOf(item.content_html);
  const body = html === '' ? { text: stringOf(item.content_text).trim() } : readHtml(html, url);
  const summary = stringOf(item.summary).trim();
  const author = [item.authors, item.author].flat().find(isObject)?.name;
  return {
    ...lineIn('guid', item.id),
    ...addressIn('url', item.url || item.external_url || addressAsId(item), url),
    title: toLine(stringOf(item.title)),
    ...(summary === '' || body.text === '' ? {} : { summary }),
    ...body,
    text: body.text || summary,
    ...timesOf(item),
    categories: Array.isArray(item.tags) ? item.tags.map(stringOf).filter(Boolean) : [],
    ...lineIn('language', item.language),
    ...lineIn('author', author),
  };
}

function timesOf(item: Fields): Pick<FeedEntry, 'publishedAt' | 'updatedAt'> {
  const publishedAt = parseFeedDate(stringOf(item.date_published));
  const updatedAt = parseFeedDate(stringOf(item.date_modified));
  return {
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function addressAsId({ id }: Fields): unknown {
  return /^https?:/i.test(stringOf(id)) ? id : undefined;
}

function addressIn<Name extends string>(name: Name, value: unknown, base: string) {
  const address = resolve(stringOf(value), base);
  return (address === undefined || !/^https?:/.test(address) ? {} : { [name]: address }) as {
    [key in Name]?: string;
  };
}

function lineIn<Name extends string>(name: Name, value: unknown) {
  const line = toLine(stringOf(value));
  return (line === '' ? {} : { [name]: line }) as { [key in Name]?: string };
}

/** Ids are numbers in some feeds. */
function stringOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function parseObject(text: string): Fields | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
