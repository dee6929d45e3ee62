import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { SiteView } from './page-views';

/** The path with `lang` in its query. */
export function inLanguage(path: string, language: WordingLanguage): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

/**
 * The path for a button with an action of its own. Forms and links keep the language of the page by
 * themselves; the address of a button does not.
 */
export function buttonAction(
  path: string,
  { keepsLanguage, language }: Pick<SiteView, 'keepsLanguage' | 'language'>,
): string {
  return keepsLanguage ? inLanguage(path, language) : path;
}

/**
 * Adds the language to every link and form of the page that stays on the site, if the page's own address
 * names it. It is done on the finished page, so that no link is missed: the pages themselves link to plain
 * addresses.
 */
export function keepLanguage(html: string, site: SiteView): string {
  if (!site.keepsLanguage) return html;
  return html.replace(
    /<(a|form)\s[^>]*?\b(?:href|action)="([^"]*)"[^>]*>/g,
    (tag, name: string, address: string) => {
      if (!isOnSite(address, site.siteUrl) || /[?;]lang=/.test(address)) return tag;
      // The fields of such a form replace the query of its address.
      return name === 'form' && !tag.includes('method="post"')
        ? `${tag}<input type="hidden" name="lang" value="${site.language}"/>`
        : tag.replace(`"${address}"`, `"${withLanguage(address, site.language)}"`);
    },
  );
}

function isOnSite(address: string, siteUrl: string): boolean {
  const home = siteUrl.replace(/\/$/, '');
  return /^\/(?!\/)/.test(address) || address === home || address.startsWith(`${home}/`);
}

/** The address is escaped for HTML, so that a `#` after `&` begins no fragment. */
function withLanguage(address: string, language: WordingLanguage): string {
  const [, path = '', fragment = ''] = /^(.*?)((?<!&)#.*)?$/.exec(address) ?? [];
  return inLanguage(path, language).replace('&lang=', '&amp;lang=') + fragment;
}
