import { Hono } from 'hono';
import { renderPrivacyPage } from '../../rendering/pages/privacy-page';
import type { SiteDependencies } from '../wiring/site';
import { pageLanguage } from './page-language';

/** What is kept about people, and for how long. */
export function privacyRoutes({ view, pages }: Pick<SiteDependencies, 'view' | 'pages'>): Hono {
  const app = new Hono();
  app.get('/privacy', (context) =>
    context.html(renderPrivacyPage({ ...view(pageLanguage(context)), pageUrl: pages.privacy })),
  );
  return app;
}
