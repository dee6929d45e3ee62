import type { PreviewExpression } from '../domain/archive/expression-preview';
import { ExpiringCache } from './expiring-cache';

/** About 2 MB: a preview has five briefings with their summaries. */
const MAX_PREVIEWS = 200;

/**
 * Keeps previews for a minute, so that asking for the same one again and again costs nothing. Anyone may
 * ask for previews, as often as they type a letter.
 */
export function cachePreviews(
  preview: PreviewExpression,
  now: () => string,
  maxPreviews = MAX_PREVIEWS,
): PreviewExpression {
  const cache = new ExpiringCache<ReturnType<PreviewExpression>>(maxPreviews, now);
  return (text, language) => {
    const key = `${language}\n${text.replace(/\s+/g, ' ').trim()}`;
    const cached = cache.get(key);
    if (cached) return cached;
    const previewed = preview(text, language).catch((error: unknown) => {
      cache.delete(key);
      throw error;
    });
    cache.set(key, previewed);
    return previewed;
  };
}
