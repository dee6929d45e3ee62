import { Parser } from 'htmlparser2';

/** A feed in an OPML file. */
export interface OutlinedFeed {
  url: string;
  title: string;
}

/** More outlines than any reader exports, and few enough to be added one by one. */
const MAX_OUTLINES = 10_000;

/**
 * The feeds of an OPML file, each once, in whichever folders: http://opml.org/spec2.opml. Entities of a
 * DTD are not expanded.
 */
export function readOpml(text: string): OutlinedFeed[] {
  const feeds = new Map<string, OutlinedFeed>();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const url = attributes.xmlurl?.trim();
        if (name !== 'outline' || !url || feeds.size >= MAX_OUTLINES) return;
        feeds.set(url, { url, title: (attributes.title ?? attributes.text ?? '').trim() });
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true, decodeEntities: true },
  );
  parser.end(text);
  return [...feeds.values()];
}

/** An OPML file of the feeds. */
export function writeOpml(feeds: readonly OutlinedFeed[]): string {
  const outlines = feeds.map(({ url, title }) => {
    const name = escapeXml(title || url);
    return `    <outline type="rss" text="${name}" title="${name}" xmlUrl="${escapeXml(url)}"/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head><title>Feeds</title></head>',
    '  <body>',
    ...outlines,
    '  </body>',
    '</opml>',
  ].join('\n');
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Without control characters, which XML can't hold: https://www.w3.org/TR/xml/#charsets */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char).replace(/\p{Cc}/gu, ' ');
}
