import { foldLine } from '../plain-line';
import { safeUrl } from '../safe-url';
import type { FeedEntry, FeedView } from './feed-view';

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

/**
 * Writes a feed as Atom 1.0 (RFC 4287). By hand: it is a page of text, and a library for all formats
 * would make the web function's bundle larger than all pages together.
 */
export function renderAtom(feed: FeedView): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', feed.feedUrl),
    element('title', feed.title),
    element('updated', feed.updated),
    `<author>${element('name', feed.siteName)}</author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.feedUrl)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.pageUrl)}"/>`,
    ...feed.entries.map(renderEntry),
    '</feed>',
    '',
  ].join('\n');
}

function renderEntry({ briefing, pageUrl, text }: FeedEntry): string {
  const { title, source, url, language, publishedAt } = briefing;
  const original = safeUrl(url);
  return [
    `<entry xml:lang="${escapeXml(language)}">`,
    element('id', pageUrl),
    element('title', title),
    `<link rel="alternate" type="text/html" href="${escapeXml(pageUrl)}"/>`,
    ...(original ? [`<link rel="related" href="${escapeXml(original)}"/>`] : []),
    element('published', publishedAt),
    element('updated', publishedAt),
    ...(source ? [`<author>${element('name', source)}</author>`] : []),
    ...(text === '' ? [] : [element('summary', text)]),
    '</entry>',
  ].join('\n');
}

const element = (name: string, text: string): string =>
  `<${name}>${escapeXml(foldLine(text))}</${name}>`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** XML 1.0 does not allow U+FFFE and U+FFFF, in any form. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
