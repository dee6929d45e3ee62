import { Parser } from 'htmlparser2';
import { resolve } from './xml-tree';

/** In characters: the feeds are named at the beginning of a page. */
const MAX_LENGTH = 500_000;
const MAX_FEEDS = 20;
const CHUNK = 16_384;
/** The parser takes longer for each level. */
const MAX_DEPTH = 2000;

const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/json',
]);

/**
 * The feeds that a page names, in its order:
 * https://html.spec.whatwg.org/multipage/links.html#rel-alternate
 */
export function autodiscoverFeeds(html: string, url: string): string[] {
  const feeds = new Set<string>();
  let base = url;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, { rel = '', type = '', href }) {
      depth++;
      if (name === 'base') base = resolve(href, url) ?? base;
      if (name !== 'link' || feeds.size >= MAX_FEEDS) return;
      const relations = rel.toLowerCase().split(/\s+/);
      const isFeed = FEED_TYPES.has(type.split(';')[0]?.trim().toLowerCase() ?? '');
      if (!relations.includes('alternate') || !isFeed) return;
      const address = resolve(href, base);
      if (address !== undefined && /^https?:/.test(address)) feeds.add(address);
    },
    onclosetag() {
      depth--;
    },
  });
  const end = Math.min(html.length, MAX_LENGTH);
  for (let at = 0; at < end && depth <= MAX_DEPTH; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
  }
  parser.end();
  return [...feeds];
}
