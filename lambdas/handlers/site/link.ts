import { type Context, Hono } from 'hono';
import { renderLinkPage, renderLinkSentPage } from '../../rendering/pages/link-pages';
import { tokenPath } from '../../rendering/pages/token-path';
import type { SiteDependencies } from '../wiring/site';
import { askerNetwork } from './asker';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type LinkDependencies = Pick<SiteDependencies, 'view' | 'sendNewLink'>;

/**
 * Sends a new link to whoever had an old one, by email: of an email that was forwarded, or of one whose
 * links have expired. The answer is always the same.
 */
export function linkRoutes({ view, sendNewLink }: LinkDependencies): Hono {
  const app = new Hono();
  const pageOf = (context: Context, token: string) => ({
    ...view(pageLanguage(context)),
    path: tokenPath('/link', token),
    token,
  });

  app.get('/link', (context) =>
    context.html(renderLinkPage(pageOf(context, context.req.query('token') ?? ''))),
  );

  app.post('/link', async (context) => {
    const field = await formFields(context);
    const token = context.req.query('token') ?? field('token');
    await sendNewLink(token, askerNetwork(context));
    return context.html(renderLinkSentPage(pageOf(context, token)), 202);
  });
  return app;
}
