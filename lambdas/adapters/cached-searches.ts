import type { SearchArchive } from '../domain/archive/expression-preview';
import { ExpiringCache } from './expiring-cache';

/** About 10 MB: a page has twenty or thirty briefings with their summaries. */
const MAX_PAGES = 200;

/**
 * Keeps the pages that were found for a minute, so that asking for the same one again and again costs
 * nothing. Anyone may search, and feed readers ask for the same feed all the time.
 */
export function cacheSearches(
  search: SearchArchive,
  now: () => string,
  maxPages = MAX_PAGES,
): SearchArchive {
  const cache = new ExpiringCache<ReturnType<SearchArchive>>(maxPages, now);
  return (wanted) => {
    const { expression, language, before = '', limit } = wanted;
    const key = JSON.stringify([expression.replace(/\s+/g, ' ').trim(), language, before, limit]);
    const cached = cache.get(key);
    if (cached) return cached;
    const found = search(wanted).catch((error: unknown) => {
      cache.delete(key);
      throw error;
    });
    cache.set(key, found);
    return found;
  };
}
