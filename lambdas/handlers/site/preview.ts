import { Hono } from 'hono';
import { renderPreviewFragment } from '../../rendering/pages/preview';
import type { SiteDependencies } from '../wiring/site';
import { pageLanguage } from './page-language';

type PreviewDependencies = Pick<
  SiteDependencies,
  'view' | 'pages' | 'defaults' | 'previewExpression'
>;

/** The preview without the page around it, for the script that shows it while a topic is typed. */
export function previewRoutes(dependencies: PreviewDependencies): Hono {
  const { view, pages, defaults, previewExpression } = dependencies;
  const app = new Hono();
  app.get('/preview', async (context) => {
    const expression = context.req.query('expression') ?? '';
    const { language, timeZone } = view(pageLanguage(context));
    const previewed = await previewExpression(expression, defaults.language);
    context.header('Cache-Control', 'public, max-age=60');
    context.header('X-Robots-Tag', 'noindex');
    return context.html(
      renderPreviewFragment({
        language,
        timeZone,
        expression,
        previewed,
        acceptsBroad: false,
        briefingHref: pages.briefing,
      }),
    );
  });
  return app;
}
