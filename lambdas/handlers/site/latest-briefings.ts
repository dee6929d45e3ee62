import type { BriefingListItem } from '../../rendering/pages/page-views';
import type { SiteParts } from './site-parts';

const SHOWN = 12;
/** How far back (days) the home page looks before it shows fewer. */
const DAYS_BACK = 14;
const DAY_MS = 24 * 3600_000;
/** So many days are asked for at once. */
const DAYS_AT_ONCE = 7;

/** The newest briefings, newest first. */
export async function latestBriefings(parts: SiteParts): Promise<BriefingListItem[]> {
  const now = Date.parse(parts.now());
  const found: BriefingListItem[] = [];
  for (let back = 0; back < DAYS_BACK && found.length < SHOWN; back += DAYS_AT_ONCE) {
    const days = Array.from({ length: DAYS_AT_ONCE }, (_, index) =>
      new Date(now - (back + index) * DAY_MS).toISOString().slice(0, 10),
    );
    const ofDays = await Promise.all(days.map((day) => parts.briefings.ofDay(day, SHOWN)));
    for (const briefing of ofDays.flat()) {
      found.push({ briefing, pageUrl: parts.pages.briefing(briefing.briefingId) });
    }
  }
  return found.slice(0, SHOWN);
}
