import { type Context, Hono } from 'hono';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import {
  renderAskAgainPage,
  renderNeverAskedPage,
  renderNeverAskPage,
} from '../../rendering/pages/never-ask-pages';
import { tokenPath } from '../../rendering/pages/token-path';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type NeverAskDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'neverAsk' | 'askAgain' | 'mayAsk' | 'now'
>;

/**
 * The link in a confirmation email that stops further ones, whoever asks for them. Whoever has the link can
 * read the mailbox, so the same link takes it back, whenever they open it again.
 */
export function neverAskRoutes({
  links,
  view,
  neverAsk,
  askAgain,
  mayAsk,
  now,
}: NeverAskDependencies): Hono {
  const app = new Hono();
  const pageOf = (context: Context, token: string) => ({
    ...view(pageLanguage(context)),
    path: tokenPath('/never-ask', token),
    token,
  });
  const expired = (context: Context, token: string) =>
    context.html(renderLinkExpiredPage({ ...pageOf(context, token), purpose: 'never-ask' }), 400);

  app.get('/never-ask', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.read('never-ask', token);
    if (read.outcome !== 'read') return expired(context, token);
    const isOpen = await mayAsk(read.claims.address);
    const render = isOpen ? renderNeverAskPage : renderNeverAskedPage;
    return context.html(render(pageOf(context, token)));
  });

  app.post('/never-ask', async (context) => {
    const field = await formFields(context);
    const token = context.req.query('token') ?? field('token');
    const read = await links.read('never-ask', token);
    if (read.outcome !== 'read') return expired(context, token);
    const { address } = read.claims;
    if (field('undo') !== '') {
      await askAgain(address, now());
      return context.html(renderAskAgainPage(pageOf(context, token)));
    }
    await neverAsk(address, now());
    return context.html(renderNeverAskedPage(pageOf(context, token)));
  });
  return app;
}
