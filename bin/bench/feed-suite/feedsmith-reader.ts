import { parseFeed } from 'feedsmith';
import { textOfHtml } from '../../../lambdas/adapters/text-of-html';
import { parseFeedDate } from '../../../lambdas/domain/feeds/feed-date';
import type { FeedDocument, FeedEntry } from '../../../lambdas/domain/feeds/feed-document';

/** What feedsmith reads of a feed, without repairs, or undefined if it refuses the feed. */
export function readWithFeedsmith(bytes: Uint8Array, url: string): FeedDocument | undefined {
  const parsed = parsedFeed(new TextDecoder().decode(bytes));
  switch (parsed?.format) {
    case 'rss':
    case 'rdf': {
      const { title, link, language, dc, items = [] } = { language: undefined, ...parsed.feed };
      return documentOf(
        { title: title ?? dc?.titles?.[0], link, language: language ?? dc?.languages?.[0] },
        items.map((item) =>
          entryOf(
            {
              title: item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value,
              guid: identifierOf(item),
              link: item.link ?? identifierOf(item),
              body: item.content?.encoded,
              summary: item.description ?? item.dc?.descriptions?.[0],
              published: ('pubDate' in item ? item.pubDate : undefined) ?? item.dc?.dates?.[0],
              updated: item.dcterms?.modified?.[0],
            },
            url,
          ),
        ),
        url,
      );
    }
    case 'atom': {
      const { title, links, entries = [] } = parsed.feed;
      return documentOf(
        { title: title?.value, link: alternateOf(links), language: parsed.feed.xml?.lang },
        entries.map((entry) =>
          entryOf(
            {
              title: entry.title?.value,
              guid: entry.id,
              link: alternateOf(entry.links),
              body: entry.content?.value,
              summary: entry.summary?.value,
              published: entry.published ?? entry.dc?.dates?.[0],
              updated: entry.updated,
            },
            url,
          ),
        ),
        url,
      );
    }
    default:
      return undefined;
  }
}

function parsedFeed(text: string) {
  try {
    return parseFeed(text);
  } catch {
    // It says only that it recognizes no feed.
    return undefined;
  }
}

function alternateOf(links: { href?: string; rel?: string }[] | undefined): string | undefined {
  return links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href;
}

function documentOf(
  head: { title: string | undefined; link: string | undefined; language: string | undefined },
  entries: FeedEntry[],
  base: string,
): FeedDocument {
  const siteUrl = absolute(head.link, base);
  return {
    title: plainTitle(head.title),
    ...(siteUrl === undefined ? {} : { siteUrl }),
    ...(head.language === undefined ? {} : { language: head.language }),
    entries,
    truncated: false,
  };
}

interface Parsed {
  title: string | undefined;
  guid: string | undefined;
  link: string | undefined;
  body: string | undefined;
  summary: string | undefined;
  published: string | undefined;
  updated: string | undefined;
}

function entryOf(
  { guid, title, link, body, summary, published, updated }: Parsed,
  base: string,
): FeedEntry {
  const url = absolute(link, base);
  const publishedAt = parseFeedDate(published ?? '');
  const updatedAt = parseFeedDate(updated ?? '');
  return {
    ...(guid === undefined ? {} : { guid }),
    ...(url === undefined ? {} : { url }),
    title: plainTitle(title),
    ...(summary === undefined ? {} : { summary }),
    text: body ?? summary ?? '',
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    categories: [],
  };
}

/** The guid of RSS 2.0, or the `rdf:about` of RSS 1.0. */
function identifierOf(item: object): string | undefined {
  const { guid, rdf } = item as { guid?: { value?: string }; rdf?: { about?: string } };
  return guid?.value ?? rdf?.about;
}

function plainTitle(title = ''): string {
  return textOfHtml(title, { withoutQuotes: false, maxLength: 1000 });
}

function absolute(url: string | undefined, base: string): string | undefined {
  return url !== undefined && URL.canParse(url, base) ? new URL(url, base).href : undefined;
}
