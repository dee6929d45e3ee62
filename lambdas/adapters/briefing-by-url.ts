import type { BriefingHeading } from '../domain/briefing';
import { isSameAddress } from '../domain/briefing-address';
import { briefingIdOfUrl } from '../domain/submission';
import type { StoredBriefing } from './briefing-items';
import type { Briefings } from './briefings';

const DAY_MS = 24 * 3600_000;
/** Days that are read concurrently. */
const MAX_CONCURRENT_DAYS = 6;
/** About as many headings as one query can return. */
const MAX_BRIEFINGS_PER_DAY = 2_000;

/**
 * Finds a briefing of the last `days` days by its url. Most briefings have an id that is derived from
 * the url; for one whose publisher chose the id, the headings of those days are read, newest first.
 */
export function findBriefingByUrl(briefings: Briefings, now: () => string) {
  return async (url: string, days: number): Promise<StoredBriefing | undefined> => {
    const derived = await briefings.get(briefingIdOfUrl(url));
    if (derived) return derived;
    const today = Date.parse(now());
    for (let daysBack = 0; daysBack < days; daysBack += MAX_CONCURRENT_DAYS) {
      const some = Array.from({ length: MAX_CONCURRENT_DAYS }, (_, index) =>
        new Date(today - (daysBack + index) * DAY_MS).toISOString().slice(0, 10),
      );
      const read = await Promise.all(
        some.map((day) => briefings.ofDay(day, MAX_BRIEFINGS_PER_DAY)),
      );
      const found = read.flat().find((heading: BriefingHeading) => hasAddress(heading, url));
      if (found) return briefings.get(found.briefingId);
    }
    return undefined;
  };
}

function hasAddress(heading: BriefingHeading, url: string): boolean {
  return heading.url !== undefined && isSameAddress(heading.url, url);
}
