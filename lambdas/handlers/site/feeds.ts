import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { FoundBriefing } from '../../domain/archive/expression-preview';
import { DEFAULT_WORDING_LANGUAGE } from '../../domain/languages/wording-language';
import { ATOM_TYPE, renderAtom } from '../../rendering/feeds/atom';
import type { FeedView } from '../../rendering/feeds/feed-view';
import { JSON_FEED_TYPE, renderJsonFeed } from '../../rendering/feeds/json-feed';
import { renderRobots } from '../../rendering/feeds/robots';
import { renderSitemap } from '../../rendering/feeds/sitemap';
import { feedPaths } from '../../rendering/pages/feed-links';
import { topicName } from '../../rendering/topic-wording';
import { ARCHIVE_WORDING } from '../../rendering/wording/archive';
import type { SiteDependencies } from '../wiring/site';

type FeedDependencies = Pick<
  SiteDependencies,
  'view' | 'pages' | 'defaults' | 'searchArchive' | 'browseArchive' | 'latestHeadings'
>;

const BRIEFINGS_PER_FEED = 30;
const BRIEFINGS_IN_SITEMAP = 1_000;
/** Feed readers ask every few minutes, and a briefing may be a few minutes late in a feed. */
const FEED_CACHING = 'public, max-age=300';
const SITEMAP_CACHING = 'public, max-age=3600';
/** Of a feed without briefings: it must have a time, and the same one until there is a briefing. */
const NEVER = '1970-01-01T00:00:00.000Z';

/** Feeds of all briefings or of an expression (`?q=`), and what search engines read. */
export function feedRoutes(dependencies: FeedDependencies): Hono {
  const { view, pages, latestHeadings } = dependencies;
  const app = new Hono();
  const serve = async (context: Context, format: 'atom' | 'json') => {
    const feed = await feedOf(dependencies, (context.req.query('q') ?? '').trim(), format);
    if (feed.outcome === 'refused') return context.text(`${feed.reason}\n`, 400);
    const body = format === 'atom' ? renderAtom(feed.view) : renderJsonFeed(feed.view);
    return answerIfChanged(context, body, {
      type: format === 'atom' ? ATOM_TYPE : JSON_FEED_TYPE,
      updated: feed.view.updated,
    });
  };
  app.get('/feeds/atom', (context) => serve(context, 'atom'));
  app.get('/feeds/json', (context) => serve(context, 'json'));

  app.get('/robots.txt', (context) => {
    context.header('Cache-Control', SITEMAP_CACHING);
    return context.text(renderRobots(homeOf(view(DEFAULT_WORDING_LANGUAGE).siteUrl)));
  });
  app.get('/sitemap.xml', async (context) => {
    const briefings = await latestHeadings(BRIEFINGS_IN_SITEMAP);
    const sitemap = renderSitemap([
      ...[pages.home, pages.archive, pages.privacy].map((url) => ({ url })),
      ...briefings.map(({ briefingId, publishedAt }) => ({
        url: pages.briefing(briefingId),
        changedAt: publishedAt,
      })),
    ]);
    context.header('Cache-Control', SITEMAP_CACHING);
    context.header('Content-Type', 'application/xml; charset=utf-8');
    return context.body(sitemap);
  });
  return app;
}

async function feedOf(
  { view, pages, defaults, searchArchive, browseArchive }: FeedDependencies,
  expression: string,
  format: 'atom' | 'json',
) {
  const limit = BRIEFINGS_PER_FEED;
  const found =
    expression === ''
      ? await browseArchive({ limit })
      : await searchArchive({ expression, language: defaults.language, limit });
  if (found.outcome === 'refused') return found;
  const site = view(DEFAULT_WORDING_LANGUAGE);
  const home = homeOf(site.siteUrl);
  const query = expression === '' ? '' : `?${new URLSearchParams({ q: expression })}`;
  const name = expression === '' ? '' : topicName(expression, DEFAULT_WORDING_LANGUAGE);
  const feed: FeedView = {
    title: ARCHIVE_WORDING[DEFAULT_WORDING_LANGUAGE].feedTitle(site.brand.name, name),
    siteName: site.brand.name,
    pageUrl: `${pages.archive}${query}`,
    feedUrl: home + feedPaths(expression)[format],
    updated: found.items[0]?.briefing.publishedAt ?? NEVER,
    entries: found.items.map((item) => ({
      briefing: item.briefing,
      pageUrl: pages.briefing(item.briefing.briefingId),
      text: textOf(item),
    })),
  };
  return { outcome: 'found' as const, view: feed };
}

function textOf({ briefing, snippet }: FoundBriefing): string {
  const excerpt = snippet.map(({ text }) => text).join('');
  return excerpt === '' ? briefing.summary : excerpt;
}

/** Replies 304 without the feed if the reader has it already (RFC 9110, 13.1). */
function answerIfChanged(
  context: Context,
  body: string,
  { type, updated }: { type: string; updated: string },
): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  context.header('Cache-Control', FEED_CACHING);
  context.header('ETag', etag);
  context.header('Last-Modified', new Date(updated).toUTCString());
  if (isKnown(context, etag, updated)) return context.body(null, 304);
  context.header('Content-Type', type);
  return context.body(body);
}

/** `If-None-Match` decides alone if there is one. A compressing cache makes a tag weak. */
function isKnown(context: Context, etag: string, updated: string): boolean {
  const tags = context.req.header('If-None-Match');
  if (tags !== undefined) {
    return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(context.req.header('If-Modified-Since') ?? '');
  return since >= Math.floor(Date.parse(updated) / 1_000) * 1_000;
}

const homeOf = (siteUrl: string): string => siteUrl.replace(/\/$/, '');
