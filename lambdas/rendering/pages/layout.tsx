import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { WORDING_LANGUAGES } from '../../domain/languages/wording-language';
import { LOCALES } from '../wording/locale';
import { SITE_WORDING } from '../wording/site';
import { formatDateLine } from './date-line';
import { inLanguage, inOtherLanguage, keepLanguage } from './page-links';
import type { SiteView } from './page-views';
import { SCRIPT_PATH } from './script';
import { stylesheet } from './stylesheet';

interface PageProps {
  site: SiteView;
  title: string;
  description?: string;
  /** The URL for search engines. Pages without one ask not to be indexed. */
  canonicalUrl?: string;
  /** Further elements for the head of the document. */
  head?: Child;
  /** Whether the site's script adds something to this page. */
  hasScript?: boolean;
  children: Child;
}

/**
 * Renders a page as a complete HTML document. A page without a canonical URL is personal: it is not
 * indexed, and its URL, which may contain a token, is not sent to other sites as the referrer.
 */
export function renderPage({
  site,
  title,
  description,
  canonicalUrl,
  head,
  hasScript = false,
  children,
}: PageProps): string {
  const { name } = site.brand;
  const page = (
    <html lang={site.language} dir={LOCALES[site.language].direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === name ? title : `${title} · ${name}`}</title>
        {description ? <meta name="description" content={description} /> : null}
        {canonicalUrl ? (
          <Versions site={site} url={canonicalUrl} />
        ) : (
          <>
            <meta name="robots" content="noindex" />
            <meta name="referrer" content="no-referrer" />
          </>
        )}
        <link rel="icon" href={icon(site.brand.accent)} />
        {head}
        {hasScript ? <script type="module" src={SCRIPT_PATH} /> : null}
        <style>{raw(stylesheet(site.brand))}</style>
      </head>
      <body>
        <a class="skip" href="#main">
          {SITE_WORDING[site.language].skip}
        </a>
        <Masthead site={site} />
        <main id="main" class="wrap" tabindex={-1}>
          {children}
        </main>
        <Footer site={site} />
      </body>
    </html>
  );
  return keepLanguage(`<!doctype html>\n${page}`, site);
}

/** The addresses of a public page in each language (https://developers.google.com/search/docs/specialty/international/localized-versions). */
function Versions({ site, url }: { site: SiteView; url: string }) {
  return (
    <>
      <link rel="canonical" href={site.keepsLanguage ? inLanguage(url, site.language) : url} />
      {WORDING_LANGUAGES.map((language) => (
        <link rel="alternate" hreflang={language} href={inLanguage(url, language)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={url} />
    </>
  );
}

/** An inline favicon, so that browsers do not request /favicon.ico. */
function icon(accent: string): string {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' fill='${accent}'/><path d='M3 4h10M3 8h10M3 12h6' stroke='white' stroke-width='2'/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function Masthead({ site }: { site: SiteView }) {
  const wording = SITE_WORDING[site.language];
  const { name, logo } = site.brand;
  return (
    <header class="masthead">
      <div class="wrap">
        <a class="name" href="/" dir="auto">
          {logo ? <img src={logo.path} alt={name} width={logo.width} height={logo.height} /> : name}
        </a>
        <div class="dateline">
          <p>{formatDateLine(site)}</p>
          <nav aria-label={wording.navigation}>
            <a href="/archive">{wording.archive}</a>
            <a href="/#follow">{wording.follow}</a>
          </nav>
        </div>
      </div>
    </header>
  );
}

function Footer({ site }: { site: SiteView }) {
  const wording = SITE_WORDING[site.language];
  return (
    <footer class="foot">
      <div class="wrap">
        <nav aria-label={wording.languages}>
          <ul>
            {WORDING_LANGUAGES.map((language) => (
              <li lang={language} dir={LOCALES[language].direction}>
                {language === site.language ? (
                  <b aria-current="true">{LOCALES[language].name}</b>
                ) : (
                  <a href={inOtherLanguage(site.path, language)} hreflang={language} rel="nofollow">
                    {LOCALES[language].name}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </nav>
        <p>
          {wording.onlyForBriefings} <a href="/privacy">{wording.privacy}</a>
        </p>
        <p>
          <bdi>
            {site.siteName}, {site.postalAddress}
          </bdi>
        </p>
      </div>
    </footer>
  );
}

/** Renders a page that is one short text under its title. It is personal, so it has no canonical URL. */
export function renderMessagePage({
  site,
  title,
  children,
}: Pick<PageProps, 'site' | 'title' | 'children'>): string {
  return renderPage({
    site,
    title,
    children: (
      <div class="narrow">
        <h1>{title}</h1>
        {children}
      </div>
    ),
  });
}
