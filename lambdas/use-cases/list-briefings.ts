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

/** A briefing has up to 360 KB, and Lambda replies with up to 6 MB. */
const BRIEFINGS_PER_PAGE = 10;

/** Lists a page of the newest `limit` briefings with their text, newest first, from place `start`. */
export function listBriefings({ latestIds, byIds }: ListBriefingsDependencies) {
  return async (limit: number, start = 0): Promise<ListBriefingsOutcome> => {
    const ids = await latestIds(limit);
    const end = start + BRIEFINGS_PER_PAGE;
    const some = ids.slice(start, end);
    const found = new Map((await byIds(some)).map((briefing) => [briefing.briefingId, briefing]));
    return {
      briefings: some.flatMap((briefingId) => found.get(briefingId) ?? []),
      ...(end < ids.length ? { next: end } : {}),
    };
  };
}
