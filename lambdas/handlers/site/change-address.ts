import { type Context, Hono } from 'hono';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import {
  renderAddressChangedPage,
  renderAddressUnavailablePage,
  renderChangeAddressPage,
  renderGonePage,
} from '../../rendering/pages/manage/account-answers';
import { tokenPath } from '../../rendering/pages/token-path';
import type { SiteDependencies } from '../wiring/site';
import { pageLanguage } from './page-language';

type ChangeAddressDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'subscriberFile' | 'confirmAddress'
>;

/** The link that goes to a new address. A GET changes nothing; the button sends a POST. */
export function changeAddressRoutes(dependencies: ChangeAddressDependencies): Hono {
  const { links, view, pages, subscriberFile, confirmAddress } = dependencies;
  const app = new Hono();
  const expired = (context: Context) => {
    const token = tokenOf(context);
    const site = { ...view(pageLanguage(context)), path: tokenPath('/change-address', token) };
    return context.html(renderLinkExpiredPage({ ...site, purpose: 'change-address', token }), 400);
  };
  const gone = (context: Context) => context.html(renderGonePage(view(pageLanguage(context))), 410);
  const tokenOf = (context: Context) => context.req.query('token') ?? '';

  app.get('/change-address', async (context) => {
    const read = await links.read('change-address', tokenOf(context));
    if (read.outcome !== 'read') return expired(context);
    const file = await subscriberFile(read.claims.sub);
    if (file === undefined) return gone(context);
    const site = view(pageLanguage(context, file.subscriber.wordingLanguage));
    return context.html(renderChangeAddressPage({ ...site, address: read.claims.address }));
  });

  app.post('/change-address', async (context) => {
    const token = tokenOf(context);
    const read = await links.read('change-address', token);
    if (read.outcome !== 'read') return expired(context);
    const confirmed = await confirmAddress(read.claims, read.issuedAt);
    switch (confirmed.outcome) {
      case 'changed':
      case 'changed-before': {
        const { subscriberId, address, wordingLanguage } = confirmed.subscriber;
        const page = {
          ...view(pageLanguage(context, wordingLanguage)),
          path: tokenPath('/change-address', token),
          token,
          address,
        };
        if (confirmed.outcome === 'changed-before') {
          return context.html(renderAddressChangedPage(page));
        }
        const manageUrl = pages.manage(await links.sign('manage', { sub: subscriberId }));
        return context.html(renderAddressChangedPage({ ...page, manageUrl }));
      }
      case 'unavailable': {
        const site = view(pageLanguage(context, confirmed.subscriber.wordingLanguage));
        return context.html(renderAddressUnavailablePage(site), 409);
      }
      case 'superseded':
        return expired(context);
      case 'erased':
        return gone(context);
      default:
        return confirmed satisfies never;
    }
  });
  return app;
}
