import type { Briefing } from '../domain/briefing';

export interface ListBriefingsDependencies {
  /** The ids of the newest briefings, newest first. */
  latestIds: (limit: number) => Promise<string[]>;
  /** The full briefings with these ids, in no particular order. */
  byIds: (briefingIds: string[]) => Promise<Briefing[]>;
}

export interface ListBriefingsOutcome {
  briefings: Briefing[];
  /** Where the following page starts; absent on the last one. */
  next?: number;
}

/** A page ends with the first group that makes it at least this large (bytes). Lambda replies with up to 6 MB. */
const MIN_FULL_PAGE_BYTES = 1_500_000;
/** A briefing has up to 360 KB. */
const BRIEFINGS_PER_GROUP = 10;
/** Each page reads all headings again, so a page of small briefings has many. */
const MAX_BRIEFINGS_PER_PAGE = 250;

/** Lists a page of the newest `limit` briefings with their text, newest first, from place `start`. */
export function listBriefings({ latestIds, byIds }: ListBriefingsDependencies) {
  return async (limit: number, start = 0): Promise<ListBriefingsOutcome> => {
    const ids = await latestIds(limit);
    const briefings: Briefing[] = [];
    const lastEnd = Math.min(start + MAX_BRIEFINGS_PER_PAGE, ids.length);
    let end = start;
    for (let bytes = 0; end < lastEnd && bytes < MIN_FULL_PAGE_BYTES; end += BRIEFINGS_PER_GROUP) {
      const group = ids.slice(end, end + BRIEFINGS_PER_GROUP);
      const found = new Map(
        (await byIds(group)).map((briefing) => [briefing.briefingId, briefing]),
      );
      briefings.push(...group.flatMap((briefingId) => found.get(briefingId) ?? []));
      bytes += Buffer.byteLength(JSON.stringify([...found.values()]));
    }
    return { briefings, ...(end < ids.length ? { next: end } : {}) };
  };
}
