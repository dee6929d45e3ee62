import { parseFeedDate } from '../../domain/feeds/feed-date';
import type { FeedEntry } from '../../domain/feeds/feed-document';
import { type FeedText, readFeedText, readLine, toLine } from './text-construct';
import { childrenOf, resolve, textIn, type XmlElement } from './xml-tree';

/** More are no help to readers. */
const MAX_CATEGORIES = 50;

const TITLES = ['title', 'dc:title', 'media:title', 'itunes:title'];
/** Elements that can hold the whole text. */
const BODIES = ['content:encoded', 'content', 'xhtml:body', 'body', 'fullitem'];
/** Elements that can hold a part of the text, or the whole where there is no other. */
const SUMMARIES = ['description', 'summary', 'abstract', 'dc:description', 'dcterms:abstract'];
const LAST_SUMMARIES = ['itunes:summary', 'media:description', 'itunes:subtitle'];
const PUBLISHED = [
  'pubdate',
  'published',
  'issued',
  'dcterms:issued',
  'created',
  'dcterms:created',
];
const UPDATED = ['updated', 'modified', 'dcterms:modified', 'lastbuilddate'];
/** Which of both it is depends on the feed: https://www.dublincore.org/specifications/dublin-core/dces/#date */
const DATES = ['dc:date', 'date'];

/** Reads an `item` of RSS or an `entry` of Atom. */
export function readXmlEntry(item: XmlElement): FeedEntry {
  const guid = guidOf(item);
  const title = first(item, TITLES);
  const body = fullest(item, BODIES);
  const summary = fullest(item, SUMMARIES) ?? fullest(item, LAST_SUMMARIES) ?? mediaText(item);
  const text = longer(body, summary);
  const isSummaryApart = summary !== undefined && text !== summary && summary.text !== text?.text;
  const author = authorOf(item);
  const language = languageOf(item, text);
  const url = addressOf(item);
  return {
    ...(guid === '' ? {} : { guid }),
    ...(url === undefined ? {} : { url }),
    title: title === undefined ? '' : readLine(title),
    ...(isSummaryApart && summary.text !== '' ? { summary: summary.text } : {}),
    ...(text?.html === undefined ? {} : { html: text.html }),
    text: text?.text ?? '',
    ...timesOf(item),
    categories: categoriesOf(item),
    ...(language === undefined ? {} : { language }),
    ...(author === undefined ? {} : { author }),
  };
}

/** When an entry was published and changed, in ms since 1970. */
export function timesOf(item: XmlElement): Pick<FeedEntry, 'publishedAt' | 'updatedAt'> {
  const publishedAt = dateOf(item, PUBLISHED) ?? dateOf(item, DATES);
  const updatedAt = dateOf(item, UPDATED);
  return {
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

/** The first child of one of these names that has content, in the order of the names. */
export function first(element: XmlElement, names: readonly string[]): XmlElement | undefined {
  for (const name of names) {
    const found = childrenOf(element, name).find((child) => hasContent(child));
    if (found !== undefined) return found;
  }
  return undefined;
}

function hasContent(element: XmlElement): boolean {
  return element.children.some((child) => typeof child !== 'string' || child.trim() !== '');
}

/** The value of an element of one line, or undefined if there is none. */
export function lineOf(element: XmlElement, names: readonly string[]): string | undefined {
  const found = first(element, names);
  return (found === undefined ? '' : toLine(textIn(found))) || undefined;
}

function dateOf(item: XmlElement, names: readonly string[]): number | undefined {
  for (const name of names) {
    for (const child of childrenOf(item, name)) {
      const date = parseFeedDate(textIn(child));
      if (date !== undefined) return date;
    }
  }
  return undefined;
}

function guidOf(item: XmlElement): string {
  return (
    lineOf(item, ['guid', 'id', 'dc:identifier']) ?? item.attributes['rdf:about']?.trim() ?? ''
  );
}

/**
 * The address of the entry's page. `feedburner:origLink` is the address before FeedBurner replaced it by one
 * that counts readers.
 */
function addressOf(item: XmlElement): string | undefined {
  const original = first(item, ['feedburner:origlink']);
  const guid = first(item, ['guid']);
  const isPermalink = guid?.attributes.ispermalink?.trim().toLowerCase() !== 'false';
  return (
    (original && webAddress(textIn(original), original.base)) ??
    linkOf(item) ??
    (guid && isPermalink && /^\s*https?:/i.test(textIn(guid))
      ? webAddress(textIn(guid), guid.base)
      : undefined) ??
    webAddress(item.attributes['rdf:about'], item.base) ??
    enclosureOf(item)
  );
}

/** The page that a feed or an entry names as itself, in the manner of RSS or of Atom. */
export function linkOf(element: XmlElement): string | undefined {
  const links = childrenOf(element, 'link');
  const written = links.find(
    ({ attributes, children }) => attributes.href === undefined && children.length > 0,
  );
  const alternates = links.filter(
    ({ attributes: { href, rel = 'alternate' } }) =>
      href !== undefined && /(^|[\s/])alternate$/i.test(rel.trim()),
  );
  const page = alternates.find(({ attributes: { type = 'text/html' } }) => /html/i.test(type));
  const link = page ?? alternates[0];
  const text = written && webAddress(textIn(written), written.base);
  return text ?? (link && webAddress(link.attributes.href, link.base));
}

function enclosureOf(item: XmlElement): string | undefined {
  const enclosure = childrenOf(item, 'enclosure')[0];
  return enclosure && webAddress(enclosure.attributes.url, enclosure.base);
}

function webAddress(address: string | undefined, base: string): string | undefined {
  const absolute = resolve(address, base);
  return absolute !== undefined && /^https?:/.test(absolute) ? absolute : undefined;
}

/** The longest text of the elements of these names. */
function fullest(item: XmlElement, names: readonly string[]): FeedText | undefined {
  return names
    .flatMap((name) => childrenOf(item, name))
    .filter(hasContent)
    .map(readFeedText)
    .reduce<FeedText | undefined>((longest, text) => longer(longest, text), undefined);
}

function longer(one: FeedText | undefined, other: FeedText | undefined): FeedText | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.text.length > one.text.length ? other : one;
}

/** YouTube and others have the description in `media:group`. */
function mediaText(item: XmlElement): FeedText | undefined {
  const group = childrenOf(item, 'media:group')[0];
  return group && fullest(group, ['media:description']);
}

function categoriesOf(item: XmlElement): string[] {
  const categories = ['category', 'dc:subject']
    .flatMap((name) => childrenOf(item, name))
    .map((element) => element.attributes.term?.trim() || readLine(element))
    .filter((category) => category !== '');
  return [...new Set(categories)].slice(0, MAX_CATEGORIES);
}

function languageOf(item: XmlElement, text: FeedText | undefined): string | undefined {
  return lineOf(item, ['dc:language', 'language']) ?? text?.language ?? item.language;
}

/** The name of the author, without the email address that RSS has with it. */
function authorOf(item: XmlElement): string | undefined {
  const author = first(item, ['dc:creator', 'author', 'itunes:author', 'dc:author']);
  if (author === undefined) return undefined;
  const name = first(author, ['name']) ?? author;
  const line = readLine(name);
  const inParentheses = /^\S+@\S+\s+\(([^()]+)\)$/.exec(line)?.[1];
  const withoutAddress = inParentheses ?? line.replace(/<?[^\s<>()]+@[^\s<>()]+>?/g, '');
  return withoutAddress.trim() || undefined;
}
