import { tryGetContext } from 'hono/context-storage';
import { readWordingLanguage } from '../../domain/languages/wording-language';
import type { SiteView } from '../../rendering/pages/page-views';

/**
 * What a page's links take from the address of the current request. A page that answers a form has no
 * address of its own, so its links to other languages lead to the home page; the view can name a better
 * path.
 */
export function pageAddress(): Pick<SiteView, 'path' | 'keepsLanguage'> {
  const request = tryGetContext()?.req;
  if (request === undefined) return { path: '/', keepsLanguage: false };
  const { pathname, searchParams } = new URL(request.url);
  // A link to //host would leave the site.
  const page = pathname.replace(/^\/+/, '/');
  const keepsLanguage =
    readWordingLanguage(searchParams.get('lang') ?? 'none', 'en').outcome === 'read';
  searchParams.delete('lang');
  const path = searchParams.size > 0 ? `${page}?${searchParams}` : page;
  return { path: request.method === 'GET' ? path : '/', keepsLanguage };
}
