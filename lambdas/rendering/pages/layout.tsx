import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { LOCALES } from '../wording/locale';
import { SITE_WORDING } from '../wording/site';
import type { SiteView } from './page-views';
import { STYLESHEET } from './stylesheet';

/** An inline favicon, so that browsers do not request /favicon.ico. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230b57a4'/%3E%3Cpath d='M4 5h8M4 8h8M4 11h5' stroke='white' stroke-width='1.5'/%3E%3C/svg%3E";

interface PageProps {
  site: SiteView;
  title: string;
  description?: string;
  /** The URL for search engines. Pages without one ask not to be indexed. */
  canonicalUrl?: string;
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
  children,
}: PageProps): string {
  const wording = SITE_WORDING[site.language];
  const page = (
    <html lang={site.language} dir={LOCALES[site.language].direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === site.siteName ? title : `${title} · ${site.siteName}`}</title>
        {description ? <meta name="description" content={description} /> : null}
        {canonicalUrl ? (
          <link rel="canonical" href={canonicalUrl} />
        ) : (
          <>
            <meta name="robots" content="noindex" />
            <meta name="referrer" content="no-referrer" />
          </>
        )}
        <link rel="icon" href={ICON} />
        <style>{raw(STYLESHEET)}</style>
      </head>
      <body>
        <a class="skip" href="#main">
          {wording.skip}
        </a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/">
              {site.siteName}
            </a>
            <nav aria-label={wording.navigation}>
              <a href="/#follow">{wording.follow}</a>
            </nav>
          </div>
        </header>
        <main id="main" class="wrap" tabindex={-1}>
          {children}
        </main>
        <footer class="foot">
          <div class="wrap">
            <p>
              {site.siteName}, {site.postalAddress}
            </p>
            <p>{wording.onlyForBriefings}</p>
          </div>
        </footer>
      </body>
    </html>
  );
  return `<!doctype html>\n${page}`;
}

/** Renders a page that is one card under its title. It is personal, so it has no canonical URL. */
export function renderCardPage({
  site,
  title,
  children,
}: Pick<PageProps, 'site' | 'title' | 'children'>): string {
  return renderPage({
    site,
    title,
    children: (
      <section class="card">
        <h1>{title}</h1>
        {children}
      </section>
    ),
  });
}
