import type { BriefingHeading } from '../domain/briefing';
import type { Briefings, StoredBriefing } from './briefings';

/** Briefings older than this are not listed, unless a caller asks for more. */
const MAX_DAYS_BACK = 28;
const DAY_MS = 24 * 3600_000;
/** Days that are read concurrently. */
const MAX_CONCURRENT_DAYS = 7;

/** Reads the headings of up to `limit` briefings, newest first. */
export function latestHeadings(
  briefings: Briefings,
  now: () => string,
  maxDaysBack = MAX_DAYS_BACK,
) {
  return async (limit: number): Promise<BriefingHeading[]> => {
    const today = Date.parse(now());
    const latest: BriefingHeading[] = [];
    for (
      let daysBack = 0;
      daysBack < maxDaysBack && latest.length < limit;
      daysBack += MAX_CONCURRENT_DAYS
    ) {
      const days = Array.from({ length: MAX_CONCURRENT_DAYS }, (_, index) =>
        new Date(today - (daysBack + index) * DAY_MS).toISOString().slice(0, 10),
      );
      const byDay = await Promise.all(days.map((day) => briefings.ofDay(day, limit)));
      latest.push(...byDay.flat());
    }
    return latest.slice(0, limit);
  };
}

/** Full briefings (up to 256 KB each) that are in memory at the same time. */
const BRIEFINGS_PER_PAGE = 50;

/** Reads up to `limit` of the newest briefings in full, page by page, in no particular order. */
export function latestBriefings(briefings: Briefings, now: () => string) {
  const headings = latestHeadings(briefings, now);
  return async function* (limit: number): AsyncGenerator<StoredBriefing[]> {
    const ids = (await headings(limit)).map(({ briefingId }) => briefingId);
    for (let start = 0; start < ids.length; start += BRIEFINGS_PER_PAGE) {
      yield await briefings.fullByIds(ids.slice(start, start + BRIEFINGS_PER_PAGE));
    }
  };
}
