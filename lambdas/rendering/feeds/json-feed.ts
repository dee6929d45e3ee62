import { foldLine } from '../plain-line';
import { safeUrl } from '../safe-url';
import type { FeedView } from './feed-view';

export const JSON_FEED_TYPE = 'application/feed+json; charset=utf-8';

/** Writes a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed({ title, pageUrl, feedUrl, siteName, entries }: FeedView): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: foldLine(title),
    home_page_url: pageUrl,
    feed_url: feedUrl,
    authors: [{ name: siteName }],
    items: entries.map(({ briefing, pageUrl: id, text }) => ({
      id,
      url: id,
      external_url: safeUrl(briefing.url),
      title: foldLine(briefing.title),
      content_text: foldLine(text === '' ? briefing.title : text),
      date_published: briefing.publishedAt,
      language: briefing.language,
      ...(briefing.source ? { authors: [{ name: foldLine(briefing.source) }] } : {}),
    })),
  };
  return JSON.stringify(feed);
}
