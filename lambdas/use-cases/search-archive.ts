import { type ArchiveDay, compareNewestFirst, daysBefore } from '../domain/archive/archive-day';
import type { SearchArchive } from '../domain/archive/expression-preview';
import { ExpressionSearch } from '../domain/archive/expression-search';
import { readPageStart, writePageStart } from '../domain/archive/page-start';
import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import { settleAll } from '../domain/settle-all';
import { type FindBriefingsDependencies, showFound } from './show-found';

export interface SearchArchiveDependencies extends FindBriefingsDependencies {
  /** The briefings of these days. Fewer days if there are too many briefings for the memory. */
  archiveDays: (days: readonly string[]) => Promise<ArchiveDay[]>;
  aliases: () => Promise<Aliases>;
  now: () => string;
}

/** How many days one request searches. The next page continues before them. */
const DAYS_PER_REQUEST = 30;
/** The archive ends where this many days in a row have no briefing. */
const MAX_EMPTY_DAYS = 30;

/**
 * Finds the briefings that an expression matches, newest first. A page may have fewer than `limit`
 * briefings, even none, and still have a next one: each request searches `DAYS_PER_REQUEST` at most.
 */
export function searchArchive(dependencies: SearchArchiveDependencies): SearchArchive {
  return async ({ expression: text, language, before = '', limit }) => {
    const read = readExpression(text, language);
    if (read.outcome === 'refused') return read;
    const { expression } = read;
    const start = readPageStart(before) ?? { publishedAt: dependencies.now(), briefingId: '' };
    const [aliases, days] = await settleAll([
      dependencies.aliases(),
      dependencies.archiveDays(daysBefore(start.publishedAt, DAYS_PER_REQUEST)),
    ]);
    const isPaged = before !== '';
    const search = new ExpressionSearch(expression, aliases);
    const found = days
      .flatMap(({ briefings }) => briefings)
      .filter((briefing) => !isPaged || compareNewestFirst(start, briefing) < 0)
      .filter(limitedTo(limit + 1, ({ words }) => search.verdictOn(words).matches));
    const items = await showFound(dependencies, expression, aliases, found.slice(0, limit));
    const last = found[limit - 1];
    const next = found.length > limit && last ? writePageStart(last) : olderThan(days);
    return { outcome: 'found', items, days: days.length, ...(next === undefined ? {} : { next }) };
  };
}

/** A filter that tests no more once it has let `limit` items through. */
function limitedTo<T>(limit: number, isWanted: (item: T) => boolean): (item: T) => boolean {
  let count = 0;
  return (item) => {
    if (count === limit || !isWanted(item)) return false;
    count += 1;
    return true;
  };
}

/** Where the days before these start; undefined if the archive has no older briefings. */
function olderThan(days: readonly ArchiveDay[]): string | undefined {
  const oldest = days.at(-1);
  const emptyDays = days.length - 1 - days.findLastIndex(({ briefings }) => briefings.length > 0);
  if (oldest === undefined || emptyDays >= MAX_EMPTY_DAYS) return undefined;
  return writePageStart({ publishedAt: `${oldest.day}T00:00:00.000Z`, briefingId: '' });
}
