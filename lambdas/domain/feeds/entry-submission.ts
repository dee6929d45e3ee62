import {
  briefingIdOfUrl,
  MAX_BRIEFING_BYTES,
  MAX_SOURCE_LENGTH,
  MAX_SUMMARY_LENGTH,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  MAX_TITLE_LENGTH,
  MAX_URL_LENGTH,
  type Submission,
} from '../submission';
import { canonicalUrl } from './canonical-url';
import type { IdentifiedEntry } from './entry-record';
import type { Feed } from './feed';
import type { FeedDocument, FeedEntry } from './feed-document';

/** Entries that are older than this when they are first seen are not news: nobody is alerted. */
export const MAX_NEWS_AGE_MS = 24 * 3600_000;

/** Room for the other fields of the briefing, in bytes. */
const MAX_BODY_BYTES = MAX_BRIEFING_BYTES - 16_000;

/** The words of a text that make the title of an entry without one. */
const MAX_WORDS_AS_TITLE = 12;

/**
 * The briefing of an entry. Its id is derived from its canonical url, so that feeds that share an entry
 * make one briefing; an entry without url has an id of its own feed. What is too long is cut, because
 * nobody can send it again shorter.
 */
export function submissionOf(
  { key, entry }: IdentifiedEntry,
  { feed, document }: { feed: Feed; document: FeedDocument },
  now: number,
): Submission & { id: string } {
  const url = addressOf(entry);
  const body = cutToBytes(entry.html ?? entry.text, MAX_BODY_BYTES);
  const publishedAt = timeOf(entry, now);
  const language = languageOf(entry.language) ?? languageOf(document.language);
  const source = cut((feed.source ?? document.title) || feed.title, MAX_SOURCE_LENGTH);
  const summary = entry.summary === undefined ? '' : cut(entry.summary, MAX_SUMMARY_LENGTH);
  return {
    id: url === undefined ? `${feed.feedId}-${key}` : briefingIdOfUrl(url),
    title: titleOf(entry),
    ...(summary === '' ? {} : { summary }),
    ...(body === '' ? {} : { body }),
    ...(url === undefined ? {} : { url }),
    ...(source === '' ? {} : { source }),
    tags: tagsOf(entry, feed),
    ...(language === undefined ? {} : { language }),
    ...(publishedAt === undefined ? {} : { publishedAt: new Date(publishedAt).toISOString() }),
  };
}

/**
 * Whether followers should hear of an entry that is seen for the first time. What has no time that can
 * be right counts as published now.
 */
export function isNews(entry: FeedEntry, now: number): boolean {
  return (timeOf(entry, now) ?? now) >= now - MAX_NEWS_AGE_MS;
}

/** When the entry was published, or undefined if it does not say, or names a time to come. */
function timeOf({ publishedAt, updatedAt }: FeedEntry, now: number): number | undefined {
  const time = publishedAt ?? updatedAt;
  return time === undefined || !isReadableTime(time) || time > now ? undefined : time;
}

/** Before 1990 there were no feeds; such a time is a mistake of the program that wrote it. */
function isReadableTime(time: number): boolean {
  return Number.isFinite(time) && time >= Date.UTC(1990, 0);
}

function addressOf({ url }: FeedEntry): string | undefined {
  const canonical = url === undefined ? undefined : canonicalUrl(url);
  return canonical === undefined || canonical.length > MAX_URL_LENGTH ? undefined : canonical;
}

function titleOf({ title, summary, text, url }: FeedEntry): string {
  const words = (summary || text).trim().split(/\s+/).slice(0, MAX_WORDS_AS_TITLE).join(' ');
  return cut(title.trim() || words || url || 'Untitled', MAX_TITLE_LENGTH);
}

function tagsOf(
  { categories }: FeedEntry,
  { tags, categoriesAsTags }: Pick<Feed, 'tags' | 'categoriesAsTags'>,
): string[] {
  const all = [...tags, ...(categoriesAsTags ? categories : [])];
  return all.filter((tag) => tag.length <= MAX_TAG_LENGTH).slice(0, MAX_TAGS);
}

/** A language code, or undefined for anything else that feeds call a language. */
function languageOf(language: string | undefined): string | undefined {
  const code = language?.trim().replace('_', '-');
  return code !== undefined && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(code) ? code : undefined;
}

/** The text, or its start with an ellipsis; never half a character. */
function cut(text: string, maxLength: number): string {
  const trimmed = text.trim();
  if (trimmed.length <= maxLength) return trimmed;
  return `${trimmed
    .slice(0, maxLength - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

function cutToBytes(text: string, maxBytes: number): string {
  // JSON escapes make a text longer, at most sixfold; most texts have none.
  if (jsonBytes(text) <= maxBytes) return text;
  let length = Math.min(text.length, maxBytes);
  while (jsonBytes(text.slice(0, length)) > maxBytes) length = Math.floor(length * 0.9);
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/<[^<>]*$/, '');
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
