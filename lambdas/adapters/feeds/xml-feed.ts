import type { FeedDocument } from '../../domain/feeds/feed-document';
import { newestEntries } from './newest-entries';
import { readLine } from './text-construct';
import { first, lineOf, linkOf, readXmlEntry, timesOf } from './xml-entry';
import { childrenOf, readXml, resolve, textIn, type XmlElement } from './xml-tree';

const ROOTS = new Set(['rss', 'feed', 'rdf:rdf', 'rdf', 'channel']);

/** Reads RSS or Atom as far as it goes. Undefined if it is neither. */
export function readXmlFeed(text: string, url: string): FeedDocument | undefined {
  const { root, truncated } = readXml(text, url);
  if (root === undefined || !ROOTS.has(root.name)) return undefined;
  const channel = childrenOf(root, 'channel')[0] ?? root;
  // RSS 1.0 has items beside the channel, and some programs write RSS 2.0 like that.
  const items = [root, ...childrenOf(root, 'channel')].flatMap((parent) => [
    ...childrenOf(parent, 'item'),
    ...childrenOf(parent, 'entry'),
  ]);
  if (root.name === 'channel' && items.length === 0) return undefined;
  const newest = newestEntries(items, timesOf);
  return {
    ...headOf(channel),
    entries: newest.map(readXmlEntry),
    truncated: truncated || newest.length < items.length,
  };
}

function headOf(channel: XmlElement): Omit<FeedDocument, 'entries' | 'truncated'> {
  const title = first(channel, ['title', 'dc:title', 'itunes:title']);
  const language = lineOf(channel, ['language', 'dc:language']) ?? channel.language;
  const ttlMinutes = Number(lineOf(channel, ['ttl']));
  const siteUrl = linkOf(channel);
  const hubUrl = linkWith(channel, 'hub');
  const selfUrl = linkWith(channel, 'self');
  const skipHours = skipped(channel, 'skiphours', 'hour').map(Number).filter(isHour);
  const skipDays = skipped(channel, 'skipdays', 'day');
  return {
    title: title === undefined ? '' : readLine(title),
    ...(siteUrl === undefined ? {} : { siteUrl }),
    ...(language === undefined ? {} : { language }),
    ...(ttlMinutes > 0 && Number.isFinite(ttlMinutes) ? { ttlMinutes } : {}),
    ...(skipHours.length === 0 ? {} : { skipHours: skipHours.map((hour) => hour % 24) }),
    ...(skipDays.length === 0 ? {} : { skipDays }),
    ...(hubUrl === undefined ? {} : { hubUrl }),
    ...(selfUrl === undefined ? {} : { selfUrl }),
  };
}

function linkWith(channel: XmlElement, relation: string): string | undefined {
  const link = childrenOf(channel, 'link').find(({ attributes: { rel = '' } }) =>
    rel.toLowerCase().split(/\s+/).includes(relation),
  );
  return link && resolve(link.attributes.href, link.base);
}

function skipped(channel: XmlElement, list: string, name: string): string[] {
  return childrenOf(channel, list)
    .flatMap((element) => childrenOf(element, name))
    .map((element) => textIn(element).trim())
    .filter((value) => value !== '');
}

/** From 0 to 23, or 24 for midnight as in RSS 0.91. */
function isHour(hour: number): boolean {
  return Number.isInteger(hour) && hour >= 0 && hour <= 24;
}
