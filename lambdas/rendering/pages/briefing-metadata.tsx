import { raw } from 'hono/html';
import type { Briefing } from '../../domain/briefing';
import { plainLine } from '../plain-line';
import { safeUrl } from '../safe-url';
import { LOCALES } from '../wording/locale';
import type { BriefingPageView, SiteView } from './page-views';

/**
 * For sites that show a link to the briefing as a card (https://ogp.me), and for search engines
 * (https://schema.org/NewsArticle).
 */
export function BriefingMetadata({ view }: { view: BriefingPageView }) {
  const { briefing, pageUrl } = view;
  const image = imageOf(view);
  return (
    <>
      <meta property="og:type" content="article" />
      <meta property="og:title" content={plainLine(briefing.title)} />
      <meta property="og:url" content={pageUrl} />
      <meta property="og:site_name" content={view.brand.name} />
      <meta
        property="og:locale"
        content={LOCALES[view.language].tag.slice(0, 5).replace('-', '_')}
      />
      {briefing.summary ? (
        <meta property="og:description" content={plainLine(briefing.summary)} />
      ) : null}
      {image ? <meta property="og:image" content={image} /> : null}
      <meta property="article:published_time" content={briefing.publishedAt} />
      {briefing.tags.map((tag) => (
        <meta property="article:tag" content={tag} />
      ))}
      <meta name="twitter:card" content="summary" />
      <script type="application/ld+json">{raw(newsArticle(briefing, view))}</script>
    </>
  );
}

const imageOf = ({ brand, siteUrl }: SiteView): string | undefined =>
  brand.logo && siteUrl.replace(/\/$/, '') + brand.logo.path;

/** Not a script: browsers do not run a data block, so the Content-Security-Policy allows it. */
function newsArticle(briefing: Briefing, view: BriefingPageView): string {
  const { title, summary, source, url, language, publishedAt, tags } = briefing;
  const image = imageOf(view);
  const publisher = { '@type': 'Organization', name: view.brand.name, url: view.siteUrl };
  const article = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: view.pageUrl,
    headline: plainLine(title),
    description: summary === '' ? undefined : plainLine(summary),
    datePublished: publishedAt,
    inLanguage: language,
    keywords: tags.length > 0 ? tags.join(', ') : undefined,
    author: source ? { '@type': 'Organization', name: plainLine(source) } : publisher,
    publisher,
    isBasedOn: safeUrl(url),
    image,
  };
  // Without a less-than sign, no text can end the element.
  return JSON.stringify(article).replaceAll('<', '\\u003c');
}
