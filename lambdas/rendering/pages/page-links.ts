import { MAX_EXPRESSION_LENGTH } from '../../domain/expressions/expression-limits';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import type { SiteView } from './page-views';

/** The path with `lang` in its query. */
export function inLanguage(path: string, language: WordingLanguage): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

/** The parameters that pages read from their query, and the longest value of each (code points). */
const LONGEST_VALUES = {
  // With the topics of a request to follow, in base64.
  token: 8_000,
  topic: MAX_EXPRESSION_LENGTH,
  expression: MAX_EXPRESSION_LENGTH,
  q: MAX_EXPRESSION_LENGTH,
  before: 500,
  after: 500,
} as const;
const MAX_PATH_LENGTH = 2_000;

/**
 * The path of the page in another language, with what a page reads of its query. The rest is left out: the
 * page repeats it for every language, so that a long address would make a page several times as long.
 */
export function inOtherLanguage(path: string, language: WordingLanguage): string {
  const { pathname, searchParams } = new URL(path, 'https://site.invalid');
  if (pathname.length > MAX_PATH_LENGTH) return inLanguage('/', language);
  const query = new URLSearchParams();
  for (const [name, longest] of Object.entries(LONGEST_VALUES)) {
    const value = searchParams.get(name);
    if (value !== null && [...value].length <= longest) query.set(name, value);
  }
  return inLanguage(query.size > 0 ? `${pathname}?${query}` : pathname, language);
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
