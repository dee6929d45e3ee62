import { type Context, Hono } from 'hono';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import {
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../rendering/pages/unsubscribing-pages';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';

/**
 * Stops all mails. A person comes by GET and presses the button; a mail program POSTs to the same
 * address with `List-Unsubscribe=One-Click` (RFC 8058, 3.2). Both need nothing but the link.
 */
export function unsubscribeRoutes(parts: SiteDependencies): Hono {
  const app = new Hono();
  const { links, view } = parts;
  const expired = (context: Context) =>
    context.html(renderLinkExpiredPage({ ...view, purpose: 'unsubscribe' }), 400);

  app.get('/unsubscribe', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.readUnsubscribe(token);
    if (read.outcome !== 'read') return expired(context);
    const file = await parts.subscriberFile(read.claims);
    if (file === undefined) return context.html(renderUnsubscribedPage({ ...view, email: '' }));
    const manageUrl = parts.pages.manage(await links.manageToken(read.claims));
    const email = file.subscriber.address;
    return context.html(renderUnsubscribePage({ ...view, token, email, manageUrl }));
  });

  app.post('/unsubscribe', async (context) => {
    const field = await formFields(context);
    const read = await links.readUnsubscribe(context.req.query('token') ?? field('token'));
    if (read.outcome !== 'read') return expired(context);
    const stopped = await parts.stopEverything(read.claims);
    const email = stopped.outcome === 'stopped' ? stopped.subscriber.address : '';
    return context.html(renderUnsubscribedPage({ ...view, email }));
  });
  return app;
}
