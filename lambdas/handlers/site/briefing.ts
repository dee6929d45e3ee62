import { Hono } from 'hono';
import { MAX_ID_LENGTH } from '../../domain/submission';
import { renderBriefingPage } from '../../rendering/pages/briefing-page';
import { renderNotFoundPage } from '../../rendering/pages/error-pages';
import type { SiteDependencies } from '../wiring/site';
import { pageLanguage } from './page-language';

type BriefingDependencies = Pick<SiteDependencies, 'view' | 'pages' | 'findBriefing'>;

/** The page of one briefing. */
export function briefingRoutes({ view, pages, findBriefing }: BriefingDependencies): Hono {
  const app = new Hono();
  app.get('/briefings/:id', async (context) => {
    const id = context.req.param('id');
    const briefing = id.length > MAX_ID_LENGTH ? undefined : await findBriefing(id);
    if (briefing === undefined)
      return context.html(renderNotFoundPage(view(pageLanguage(context))), 404);
    const pageUrl = pages.briefing(briefing.briefingId);
    return context.html(renderBriefingPage({ ...view(pageLanguage(context)), briefing, pageUrl }));
  });
  return app;
}
