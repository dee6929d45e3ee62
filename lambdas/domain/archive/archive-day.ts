import type { PackedBriefing } from './packed-briefing';

/** The part of an archived briefing that searches need. */
export interface ArchivedBriefing {
  briefingId: string;
  /** ISO 8601, UTC. */
  publishedAt: string;
  words: PackedBriefing;
}

/** The briefings that were published on a day. */
export interface ArchiveDay {
  /** `2026-01-31`, UTC. */
  day: string;
  /** Newest first. */
  briefings: readonly ArchivedBriefing[];
}

const DAY_MS = 24 * 3600_000;

/** `count` days, newest first, the first of them `daysBack` days before the day of `time`. */
export function daysBefore(time: string, count: number, daysBack = 0): string[] {
  const newest = Date.parse(time) - daysBack * DAY_MS;
  return Array.from({ length: count }, (_, index) =>
    new Date(newest - index * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Newest first; briefings of the same moment by their ids, so that pages of a list do not overlap. */
export function compareNewestFirst(
  a: Pick<ArchivedBriefing, 'briefingId' | 'publishedAt'>,
  b: Pick<ArchivedBriefing, 'briefingId' | 'publishedAt'>,
): number {
  if (a.publishedAt !== b.publishedAt) return a.publishedAt < b.publishedAt ? 1 : -1;
  if (a.briefingId === b.briefingId) return 0;
  return a.briefingId < b.briefingId ? 1 : -1;
}
