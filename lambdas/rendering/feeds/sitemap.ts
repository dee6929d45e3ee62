import { escapeXml } from './atom';

/** A page for search engines. */
export interface SitemapPage {
  /** Absolute. */
  url: string;
  /** ISO 8601. */
  changedAt?: string;
}

/** Writes a sitemap (https://www.sitemaps.org/protocol.html): at most 50,000 pages. */
export function renderSitemap(pages: readonly SitemapPage[]): string {
  const urls = pages.map(({ url, changedAt }) => {
    const changed = changedAt === undefined ? '' : `<lastmod>${escapeXml(changedAt)}</lastmod>`;
    return `<url><loc>${escapeXml(url)}</loc>${changed}</url>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
}
