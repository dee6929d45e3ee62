import type { ArchiveSearch, FoundPage } from '../domain/archive/expression-preview';
import { type PageStart, readPageStart, writePageStart } from '../domain/archive/page-start';
import type { BriefingHeading } from '../domain/briefing';

export interface BrowseArchiveDependencies {
  /** Up to `limit` headings after a briefing, newest first. */
  headingsBefore: (start: PageStart, limit: number) => Promise<BriefingHeading[]>;
  now: () => string;
}

/** Lists all briefings, newest first, page by page. */
export function browseArchive({ headingsBefore, now }: BrowseArchiveDependencies) {
  return async ({
    before = '',
    limit,
  }: Pick<ArchiveSearch, 'before' | 'limit'>): Promise<FoundPage> => {
    const start = readPageStart(before) ?? { publishedAt: endOfDay(now()), briefingId: '' };
    const headings = await headingsBefore(start, limit + 1);
    const items = headings.slice(0, limit).map((briefing) => ({ briefing, snippet: [] }));
    const last = items.at(-1)?.briefing;
    const hasMore = headings.length > limit && last !== undefined;
    return { outcome: 'found', items, ...(hasMore ? { next: writePageStart(last) } : {}) };
  };
}

/** The list of today has briefings with a time later today. */
const endOfDay = (time: string): string => `${time.slice(0, 10)}T23:59:59.999Z`;
