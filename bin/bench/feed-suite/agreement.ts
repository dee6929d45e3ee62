import { textOfHtml } from '../../../lambdas/adapters/text-of-html';
import type { FeedDocument, FeedEntry } from '../../../lambdas/domain/feeds/feed-document';
import type { Expectation } from './expectation';

/** Whether a document has what the suite expects, and if not, what it has instead. */
export function disagreement(
  document: FeedDocument | undefined,
  expected: Expectation,
): string | undefined {
  if (document === undefined) return 'not read';
  const entry = expected.entry === undefined ? undefined : document.entries[expected.entry];
  if (expected.entry !== undefined && entry === undefined) return 'no such entry';
  const found = valuesOf(document, entry, expected);
  return found.some((value) => isSame(value, expected)) ? undefined : JSON.stringify(found);
}

type Value = string | number | undefined;

/** The values that count as the field. Feedparser gives a feed's only text as summary, content or both. */
function valuesOf(
  { title, siteUrl, language }: FeedDocument,
  entry: FeedEntry | undefined,
  { kind, field }: Expectation,
): Value[] {
  switch (kind) {
    case 'title':
      return [entry === undefined ? title : entry.title];
    case 'link':
      return [entry === undefined ? siteUrl : entry.url];
    case 'id':
      return [entry?.guid];
    case 'language':
      return [language];
    case 'date':
      return field.startsWith('updated')
        ? [entry?.updatedAt ?? entry?.publishedAt]
        : [entry?.publishedAt, field.startsWith('created') ? entry?.updatedAt : undefined];
    case 'text':
      return field === 'content'
        ? [entry?.html ?? entry?.text]
        : [entry?.summary, entry?.html ?? entry?.text];
    default:
      return kind satisfies never;
  }
}

function isSame(found: Value, { kind, value }: Expectation): boolean {
  switch (kind) {
    case 'date':
      return found === (typeof value === 'number' ? value : Date.parse(value));
    case 'link':
      return (found ?? '') === normalizeUrl(String(value));
    case 'id':
    case 'language':
      return (found ?? '') === String(value);
    // Titles are plain text with us.
    case 'title': {
      const line = toLine(String(found ?? ''));
      return line === toLine(String(value)) || line === textOf(String(value));
    }
    case 'text':
      return isSameText(String(found ?? ''), String(value));
    default:
      return kind satisfies never;
  }
}

/** As text, and with the same links. */
function isSameText(found: string, value: string): boolean {
  const isText = toLine(found) === toLine(value) || textOf(found) === textOf(value);
  return isText && linksIn(value).every((link) => linksIn(found).includes(link));
}

function textOf(html: string): string {
  return toLine(textOfHtml(html, { withoutQuotes: false, maxLength: 1_000_000 }));
}

function linksIn(html: string): string[] {
  const links = html.match(/<a\b[^<>]*?href=(?:"[^"]*"|'[^']*')/gi) ?? [];
  return links.map((link) => normalizeUrl(/href=["']([^"']*)/i.exec(link)?.[1] ?? ''));
}

/** Feedparser leaves out the slash after a host. */
function normalizeUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
