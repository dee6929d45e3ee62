import { type Context, Hono } from 'hono';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import {
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../rendering/pages/unsubscribing-pages';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type UnsubscribeDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'subscriberFile' | 'unsubscribeFromAll'
>;

/**
 * Stops all emails. A person opens the link (GET) and presses the button; an email program sends a POST
 * to the same address with `List-Unsubscribe=One-Click` (RFC 8058, 3.2). Both need only the link.
 */
export function unsubscribeRoutes(dependencies: UnsubscribeDependencies): Hono {
  const { links, view, pages, subscriberFile, unsubscribeFromAll } = dependencies;
  const app = new Hono();
  const expired = (context: Context) =>
    context.html(
      renderLinkExpiredPage({ ...view(pageLanguage(context)), purpose: 'unsubscribe' }),
      400,
    );

  app.get('/unsubscribe', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.read('unsubscribe', token);
    if (read.outcome !== 'read') return expired(context);
    const file = await subscriberFile(read.claims.sub);
    if (file === undefined) {
      return context.html(renderUnsubscribedPage({ ...view(pageLanguage(context)), email: '' }));
    }
    const manageUrl = pages.manage(await links.sign('manage', { sub: read.claims.sub }));
    const { address: email, wordingLanguage } = file.subscriber;
    const language = pageLanguage(context, wordingLanguage);
    return context.html(renderUnsubscribePage({ ...view(language), token, email, manageUrl }));
  });

  app.post('/unsubscribe', async (context) => {
    const field = await formFields(context);
    const read = await links.read('unsubscribe', context.req.query('token') ?? field('token'));
    if (read.outcome !== 'read') return expired(context);
    const unsubscribed = await unsubscribeFromAll(read.claims.sub);
    const email = unsubscribed.outcome === 'unsubscribed' ? unsubscribed.subscriber.address : '';
    return context.html(renderUnsubscribedPage({ ...view(pageLanguage(context)), email }));
  });
  return app;
}
