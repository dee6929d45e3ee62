import { Hono } from 'hono';
import type { BriefingHeading } from '../../domain/briefing';
import type { Snippet } from '../../domain/snippet';
import { renderArchivePage } from '../../rendering/pages/archive-page';
import type { BriefingListItem } from '../../rendering/pages/page-views';
import { refusalText } from '../../rendering/wording/refusals';
import type { SiteDependencies } from '../wiring/site';
import { pageLanguage } from './page-language';

type ArchiveDependencies = Pick<
  SiteDependencies,
  'view' | 'pages' | 'defaults' | 'searchArchive' | 'browseArchive'
>;

/** How many briefings a page lists. */
const BRIEFINGS_PER_PAGE = 20;

/** The latest briefings, page by page, or those that an expression (`?q=`) matches. */
export function archiveRoutes(dependencies: ArchiveDependencies): Hono {
  const { view, pages, defaults, searchArchive, browseArchive } = dependencies;
  const app = new Hono();
  app.get('/archive', async (context) => {
    const expression = (context.req.query('q') ?? '').trim();
    const before = context.req.query('before') ?? '';
    const language = pageLanguage(context);
    const page = { limit: BRIEFINGS_PER_PAGE, before };
    const found =
      expression === ''
        ? await browseArchive(page)
        : await searchArchive({ ...page, expression, language: defaults.language });
    const site = view(language);
    switch (found.outcome) {
      case 'found': {
        const { items, days, next } = found;
        return context.html(
          renderArchivePage({
            ...site,
            expression,
            briefings: items.map((item) => listItem(item, pages)),
            ...(days === undefined ? {} : { searchedDays: days }),
            ...(next === undefined ? {} : { older: olderHref(expression, next) }),
            ...(expression === '' && before === '' ? { pageUrl: pages.archive } : {}),
          }),
        );
      }
      case 'refused':
        return context.html(
          renderArchivePage({
            ...site,
            expression,
            briefings: [],
            refusal: refusalText(found, language),
          }),
          400,
        );
      default:
        return found satisfies never;
    }
  });
  return app;
}

function olderHref(expression: string, before: string): string {
  const query = new URLSearchParams(expression === '' ? { before } : { q: expression, before });
  return `/archive?${query}`;
}

function listItem(
  { briefing, snippet }: { briefing: BriefingHeading; snippet: Snippet },
  pages: ArchiveDependencies['pages'],
): BriefingListItem {
  const pageUrl = pages.briefing(briefing.briefingId);
  return { briefing, pageUrl, ...(snippet.length > 0 ? { snippet } : {}) };
}
