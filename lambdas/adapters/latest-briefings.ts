import type { BriefingHeading } from '../domain/briefing';
import type { Briefings, StoredBriefing } from './briefings';

/** How far back (days) is looked before there are fewer. */
const DAYS_BACK = 28;
const DAY_MS = 24 * 3600_000;
/** So many days are asked for at once. */
const MAX_CONCURRENT_DAYS = 7;

/** Reads the newest briefings, newest first, at most so many. */
export function latestHeadings(briefings: Briefings, now: () => string) {
  return async (most: number): Promise<BriefingHeading[]> => {
    const today = Date.parse(now());
    const found: BriefingHeading[] = [];
    for (let back = 0; back < DAYS_BACK && found.length < most; back += MAX_CONCURRENT_DAYS) {
      const days = Array.from({ length: MAX_CONCURRENT_DAYS }, (_, index) =>
        new Date(today - (back + index) * DAY_MS).toISOString().slice(0, 10),
      );
      const ofDays = await Promise.all(days.map((day) => briefings.ofDay(day, most)));
      found.push(...ofDays.flat());
    }
    return found.slice(0, most);
  };
}

/** So many whole briefings, 256 KB each at most, are in memory at once. */
const BRIEFINGS_PER_PAGE = 50;

/** Reads the newest briefings whole, in no order, a few at a time. */
export function latestBriefings(briefings: Briefings, now: () => string) {
  const headings = latestHeadings(briefings, now);
  return async function* (most: number): AsyncGenerator<StoredBriefing[]> {
    const ids = (await headings(most)).map(({ briefingId }) => briefingId);
    for (let start = 0; start < ids.length; start += BRIEFINGS_PER_PAGE) {
      yield await briefings.fullByIds(ids.slice(start, start + BRIEFINGS_PER_PAGE));
    }
  };
}
