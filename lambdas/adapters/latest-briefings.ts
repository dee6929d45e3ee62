import { compareNewestFirst, daysBefore } from '../domain/archive/archive-day';
import type { PageStart } from '../domain/archive/page-start';
import type { BriefingHeading } from '../domain/briefing';
import { settleAll } from '../domain/settle-all';
import type { Briefings, StoredBriefing } from './briefings';

/** Briefings older than this are not listed, unless a caller asks for more. */
const MAX_DAYS_BACK = 28;
/**
 * Days that are read concurrently: first one, because the last day of a busy publisher fills a page, then twice as
 * many each time.
 */
const MAX_CONCURRENT_DAYS = 8;

/** Reads the headings of up to `limit` briefings, newest first. */
export function latestHeadings(
  briefings: Briefings,
  now: () => string,
  maxDaysBack = MAX_DAYS_BACK,
) {
  return async (limit: number): Promise<BriefingHeading[]> => {
    const time = now();
    const latest: BriefingHeading[] = [];
    let count = 1;
    for (let daysBack = 0; daysBack < maxDaysBack && latest.length < limit; daysBack += count) {
      count = concurrentDays(daysBack);
      const days = daysBefore(time, Math.min(count, maxDaysBack - daysBack), daysBack);
      const byDay = await settleAll(days.map((day) => briefings.ofDay(day, limit)));
      latest.push(...byDay.flat());
    }
    return latest.slice(0, limit);
  };
}

/** The archive ends where this many days in a row have no briefing. */
const MAX_EMPTY_DAYS = 56;

/** Reads up to `limit` headings after `start`, newest first, however old they are. */
export function headingsBefore(briefings: Briefings) {
  return async (start: PageStart, limit: number): Promise<BriefingHeading[]> => {
    const found: BriefingHeading[] = [];
    let emptyDays = 0;
    for (let daysBack = 0; emptyDays < MAX_EMPTY_DAYS && found.length < limit; ) {
      const days = daysBefore(start.publishedAt, concurrentDays(daysBack), daysBack);
      const byDay = await settleAll(
        days.map((day) => briefings.ofDayUntil(day, start.publishedAt, limit)),
      );
      for (const ofDay of byDay) {
        emptyDays = ofDay.length === 0 ? emptyDays + 1 : 0;
        found.push(...ofDay.filter((heading) => compareNewestFirst(start, heading) < 0));
      }
      daysBack += days.length;
    }
    return found.sort(compareNewestFirst).slice(0, limit);
  };
}

function concurrentDays(daysRead: number): number {
  return Math.min(daysRead + 1, MAX_CONCURRENT_DAYS);
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
