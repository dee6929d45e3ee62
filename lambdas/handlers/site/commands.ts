import { type Context, Hono } from 'hono';
import { describeCommand } from '../../rendering/command-wording';
import { removeIsolates } from '../../rendering/isolate';
import { renderCommandsDonePage, renderCommandsPage } from '../../rendering/pages/command-pages';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import {
  renderAlreadyConfirmedPage,
  renderLeftPage,
} from '../../rendering/pages/subscribing-pages';
import { tokenPath } from '../../rendering/pages/token-path';
import type { ConfirmationState } from '../../use-cases/confirm-follow';
import type { SiteDependencies } from '../wiring/site';
import { clientNetwork } from './form-sender';
import { pageLanguage } from './page-language';

type CommandsDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'checkConfirmation' | 'confirmCommands' | 'now'
>;

/**
 * The link of an answer to an email: it carries out what was asked for by email, or takes it back. A GET changes
 * nothing; the button sends a POST.
 */
export function commandRoutes(dependencies: CommandsDependencies): Hono {
  const { links, view, pages, checkConfirmation, confirmCommands, now } = dependencies;
  const app = new Hono();
  const tokenOf = (context: Context) => context.req.query('token') ?? '';
  const siteOf = (context: Context) => ({
    ...view(pageLanguage(context)),
    path: tokenPath('/commands', tokenOf(context)),
    token: tokenOf(context),
  });

  const renderClosed = (context: Context, state: Exclude<ConfirmationState, 'open'>) => {
    switch (state) {
      case 'already-confirmed':
        return context.html(renderAlreadyConfirmedPage(siteOf(context)));
      case 'left':
        return context.html(renderLeftPage(siteOf(context)));
      default:
        return state satisfies never;
    }
  };

  app.get('/commands', async (context) => {
    const site = siteOf(context);
    const read = await links.read('commands', site.token);
    if (read.outcome !== 'read') {
      return context.html(renderLinkExpiredPage({ ...site, purpose: 'commands' }), 400);
    }
    const { id, address, commands } = read.claims;
    const state = await checkConfirmation({ id, address, issuedAt: read.issuedAt });
    if (state !== 'open') return renderClosed(context, state);
    return context.html(renderCommandsPage({ ...site, address, commands }));
  });

  app.post('/commands', async (context) => {
    const site = siteOf(context);
    const { language } = site;
    const read = await links.read('commands', site.token);
    if (read.outcome !== 'read') {
      return context.html(renderLinkExpiredPage({ ...site, purpose: 'commands' }), 400);
    }
    const shown = read.claims.commands.map((command) =>
      removeIsolates(describeCommand(command, site)),
    );
    const consent = {
      how: 'confirmed',
      at: now(),
      text: shown.join('\n'),
      network: clientNetwork(context),
      language,
    } as const;
    const confirmed = await confirmCommands(read, consent, language);
    if (confirmed.outcome !== 'done') return renderClosed(context, confirmed.outcome);
    const { results, file } = confirmed;
    const subscriber = file?.subscriber;
    return context.html(
      renderCommandsDonePage({
        ...site,
        results,
        ...(subscriber
          ? {
              timeZone: subscriber.timeZone,
              manageUrl: pages.manage(await links.sign('manage', { sub: subscriber.subscriberId })),
            }
          : {}),
      }),
    );
  });
  return app;
}
