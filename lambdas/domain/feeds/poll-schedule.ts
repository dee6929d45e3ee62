import type { FeedRhythm } from './feed';
import type { FeedDocument } from './feed-document';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A feed is polled at least and at most this often, unless its server asks for less. */
export const MIN_POLL_INTERVAL_MS = 5 * MINUTE_MS;
export const MAX_POLL_INTERVAL_MS = 6 * HOUR_MS;

/** After failures, polls become rarer up to this, and a server can't ask for more. */
export const MAX_RETRY_INTERVAL_MS = DAY_MS;

/** The first failure is often over within minutes. */
const FIRST_RETRY_MS = 10 * MINUTE_MS;

/** Entries whose times show the rhythm of the feed. */
const MAX_RHYTHM_ENTRIES = 20;

/** Polling twice per entry finds one after a quarter of the usual gap on average. */
const POLLS_PER_ENTRY = 2;

/** So that feeds that were added together are not polled together for ever. */
const JITTER_SHARE = 0.1;

/** In the order of `getUTCDay`. */
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Besides the feed itself, what decides when it is polled next. */
export interface PollCircumstances {
  /** In ms since 1970. */
  now: number;
  /** `max-age` of the answer. */
  maxAgeSeconds?: number;
  /** From 0 to 1, random. */
  jitter: number;
}

/** The part of a feed that decides how often it is polled. */
export function rhythmOf(document: FeedDocument): FeedRhythm {
  const { entries, ttlMinutes } = document;
  // A hostile feed repeats them a million times.
  const skipHours = document.skipHours && [...new Set(document.skipHours)].slice(0, 24);
  const named = document.skipDays?.map((day) => day.toLowerCase()) ?? [];
  const skipDays = DAYS.filter((day) => named.includes(day));
  const times = entries.flatMap(({ publishedAt, updatedAt }) => publishedAt ?? updatedAt ?? []);
  return {
    entryTimes: times.sort((a, b) => b - a).slice(0, MAX_RHYTHM_ENTRIES),
    ...(ttlMinutes === undefined ? {} : { ttlMinutes }),
    ...(skipHours === undefined ? {} : { skipHours }),
    ...(skipDays.length === 0 ? {} : { skipDays }),
  };
}

/** When (ms since 1970) a feed whose poll succeeded is polled next. */
export function nextPollAt(
  rhythm: FeedRhythm,
  { now, maxAgeSeconds = 0, jitter }: PollCircumstances,
): number {
  const { entryTimes, ttlMinutes = 0 } = rhythm;
  const asked = Math.max(ttlMinutes * MINUTE_MS, maxAgeSeconds * 1_000);
  const interval = Math.max(intervalOf(entryTimes, now), Math.min(asked, MAX_POLL_INTERVAL_MS));
  return afterSkipped(now + withJitter(interval, jitter), rhythm);
}

/** When a feed is polled next after its nth failure in a row. */
export function nextRetryAt(
  failures: number,
  {
    now,
    retryAfterSeconds = 0,
    jitter,
  }: { now: number; retryAfterSeconds?: number; jitter: number },
): number {
  const backoff = FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20);
  const wanted = Math.max(backoff, retryAfterSeconds * 1_000);
  return now + Math.min(withJitter(wanted, jitter), MAX_RETRY_INTERVAL_MS);
}

/** How many entries a week the feed has had lately, or undefined if it has no two times. */
export function entriesPerWeekOf(entryTimes: readonly number[], now: number): number | undefined {
  const gap = meanGapMs(entryTimes, now);
  return gap === undefined ? undefined : Math.round((70 * DAY_MS) / Math.max(gap, MINUTE_MS)) / 10;
}

/** Whether the feed has had at least an entry on most days. */
export function isDaily(entriesPerWeek: number | undefined): boolean {
  return entriesPerWeek !== undefined && entriesPerWeek >= 5;
}

/** The interval (ms) that the times of its entries suggest. */
function intervalOf(entryTimes: readonly number[], now: number): number {
  const gap = meanGapMs(entryTimes, now) ?? 2 * HOUR_MS;
  return Math.min(Math.max(gap / POLLS_PER_ENTRY, MIN_POLL_INTERVAL_MS), MAX_POLL_INTERVAL_MS);
}

/** The mean time (ms) between the newest entries, and since the newest one if that is longer. */
function meanGapMs(entryTimes: readonly number[], now: number): number | undefined {
  const newest = entryTimes
    .filter((time) => time <= now)
    .sort((a, b) => b - a)
    .slice(0, MAX_RHYTHM_ENTRIES);
  const [last] = newest;
  const first = newest.at(-1);
  if (last === undefined || first === undefined || newest.length < 2) return undefined;
  return Math.max((last - first) / (newest.length - 1), (now - last) / 2);
}

function withJitter(interval: number, jitter: number): number {
  return Math.round(interval * (1 - JITTER_SHARE / 2 + jitter * JITTER_SHARE));
}

/**
 * The time, or the first full hour after it in which the feed may be read:
 * https://cyber.harvard.edu/rss/skipHoursDays.html
 */
function afterSkipped(time: number, { skipHours = [], skipDays = [] }: FeedRhythm): number {
  for (let hours = 0; hours <= 7 * 24; hours += 1) {
    const candidate = hours === 0 ? time : Math.floor(time / HOUR_MS + hours) * HOUR_MS;
    const date = new Date(candidate);
    const isSkipped =
      skipHours.includes(date.getUTCHours()) || skipDays.includes(DAYS[date.getUTCDay()] ?? '');
    if (!isSkipped) return candidate;
  }
  // It skips every hour of the week, which can't be meant.
  return time;
}
