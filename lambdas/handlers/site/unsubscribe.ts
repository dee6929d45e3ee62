import { type Context, Hono } from 'hono';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import {
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../rendering/pages/unsubscribing-pages';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';

type UnsubscribeDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'subscriberFile' | 'unsubscribeFromAll'
>;

/**
 * Stops all emails. A person opens the link (GET) and presses the button; a mail program sends a POST
 * to the same address with `List-Unsubscribe=One-Click` (RFC 8058, 3.2). Both need only the link.
 */
export function unsubscribeRoutes(dependencies: UnsubscribeDependencies): Hono {
  const { links, view, pages, subscriberFile, unsubscribeFromAll } = dependencies;
  const app = new Hono();
  const expired = (context: Context) =>
    context.html(renderLinkExpiredPage({ ...view, purpose: 'unsubscribe' }), 400);

  app.get('/unsubscribe', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.readUnsubscribe(token);
    if (read.outcome !== 'read') return expired(context);
    const file = await subscriberFile(read.claims);
    if (file === undefined) return context.html(renderUnsubscribedPage({ ...view, email: '' }));
    const manageUrl = pages.manage(await links.manageToken(read.claims));
    const email = file.subscriber.address;
    return context.html(renderUnsubscribePage({ ...view, token, email, manageUrl }));
  });

  app.post('/unsubscribe', async (context) => {
    const field = await formFields(context);
    const read = await links.readUnsubscribe(context.req.query('token') ?? field('token'));
    if (read.outcome !== 'read') return expired(context);
    const unsubscribed = await unsubscribeFromAll(read.claims);
    const email = unsubscribed.outcome === 'unsubscribed' ? unsubscribed.subscriber.address : '';
    return context.html(renderUnsubscribedPage({ ...view, email }));
  });
  return app;
}
