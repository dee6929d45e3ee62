import type { Context } from 'hono';
import {
  DEFAULT_WORDING_LANGUAGE,
  preferredLanguage,
  readWordingLanguage,
  type WordingLanguage,
} from '../../domain/languages/wording-language';

/**
 * The language of a page: the one in its address (`?lang=fr`), or else the one that the subscriber has
 * `chosen`, or else the one that the browser prefers. The page's headers name it, and `cachingHeaders`
 * tells caches what it depends on.
 */
export function pageLanguage(context: Context, chosen?: WordingLanguage): WordingLanguage {
  const preferred =
    chosen ??
    preferredLanguage(context.req.header('Accept-Language') ?? '') ??
    DEFAULT_WORDING_LANGUAGE;
  const named = readWordingLanguage(context.req.query('lang') ?? '', preferred);
  const language = named.outcome === 'read' ? named.value : preferred;
  context.header('Content-Language', language);
  return language;
}
