import { ARCHIVE_WORDING } from '../wording/archive';
import type { SiteView } from './page-views';

/** The paths of the feeds of an expression, or of all briefings if it is empty. */
export function feedPaths(expression = ''): { atom: string; json: string } {
  const query = expression === '' ? '' : `?${new URLSearchParams({ q: expression })}`;
  return { atom: `/feeds/atom${query}`, json: `/feeds/json${query}` };
}

interface FeedLinksProps {
  site: SiteView;
  /** Empty for all briefings. */
  expression?: string;
}

/** For the head of a page: feed readers find the feeds by it. */
export function FeedAlternates({ site, expression = '' }: FeedLinksProps) {
  const { atom, json } = feedPaths(expression);
  const title = ARCHIVE_WORDING[site.language].feedTitle(site.brand.name, expression);
  const home = site.siteUrl.replace(/\/$/, '');
  return (
    <>
      <link rel="alternate" type="application/atom+xml" title={title} href={home + atom} />
      <link rel="alternate" type="application/feed+json" title={title} href={home + json} />
    </>
  );
}

/** The feeds as links for people. */
export function FeedLinks({ site, expression = '' }: FeedLinksProps) {
  const wording = ARCHIVE_WORDING[site.language];
  const { atom, json } = feedPaths(expression);
  return (
    <p class="meta">
      {wording.feeds} <a href={atom}>{wording.atom}</a> · <a href={json}>{wording.jsonFeed}</a>
    </p>
  );
}
