import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { SiteView } from './page-views';
import { STYLESHEET } from './stylesheet';

/** A square with three lines, so that no browser asks the site for one. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230b57a4'/%3E%3Cpath d='M4 5h8M4 8h8M4 11h5' stroke='white' stroke-width='1.5'/%3E%3C/svg%3E";

interface PageProps {
  site: SiteView;
  title: string;
  description?: string;
  /** The address by which search engines should know the page; without one they are told to leave it out. */
  canonicalUrl?: string;
  children: Child;
}

/**
 * The frame of every page as a whole html document. Pages without a canonical address belong to one
 * person: they are not indexed, and their address, which may hold a token, goes to no other site.
 */
export function renderPage({
  site,
  title,
  description,
  canonicalUrl,
  children,
}: PageProps): string {
  const page = (
    <html lang="en" dir="ltr">
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
          Skip to the content
        </a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/">
              {site.siteName}
            </a>
            <nav aria-label="Site">
              <a href="/#follow">Follow a topic</a>
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
            <p>Your address is used for the briefings you ask for, and for nothing else.</p>
          </div>
        </footer>
      </body>
    </html>
  );
  return `<!doctype html>\n${page}`;
}
