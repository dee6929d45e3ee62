import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { contextStorage } from 'hono/context-storage';
import { describeError } from '../../adapters/logger';
import { DEFAULT_WORDING_LANGUAGE } from '../../domain/languages/wording-language';
import { SubscriberErased } from '../../domain/subscriber-erased';
import { renderFailurePage, renderNotFoundPage } from '../../rendering/pages/error-pages';
import { renderGonePage } from '../../rendering/pages/manage/account-answers';
import { contentSecurityPolicy } from '../../rendering/pages/stylesheet';
import type { SiteDependencies } from '../wiring/site';
import { archiveRoutes } from './archive';
import { allowEmbedding, assetRoutes } from './assets';
import { briefingRoutes } from './briefing';
import { changeAddressRoutes } from './change-address';
import { confirmRoutes } from './confirm';
import { feedRoutes } from './feeds';
import { homeRoutes } from './home';
import { linkRoutes } from './link';
import { manageRoutes } from './manage';
import { muteRoutes } from './mute';
import { neverAskRoutes } from './never-ask';
import { pageLanguage } from './page-language';
import { previewRoutes } from './preview';
import { privacyRoutes } from './privacy';
import { cachingHeaders, protectiveHeaders, requestChecks } from './request-safety';
import { topicRoutes } from './topic';
import { unsubscribeRoutes } from './unsubscribe';

/** The site: server-rendered pages that work without scripts. */
export function site(dependencies: SiteDependencies): Hono {
  const { view } = dependencies;
  const policy = contentSecurityPolicy(view(DEFAULT_WORDING_LANGUAGE).brand);
  const app = new Hono();
  app.use(compress());
  // For the links of each page that depend on its own address.
  app.use(contextStorage());
  app.use('/assets/*', allowEmbedding);
  app.use(protectiveHeaders(dependencies));
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', policy);
  });
  app.use(cachingHeaders, ...requestChecks(dependencies));
  app.route('/', assetRoutes(dependencies));
  app.route('/', privacyRoutes(dependencies));
  app.route('/', homeRoutes(dependencies));
  app.route('/', previewRoutes(dependencies));
  app.route('/', archiveRoutes(dependencies));
  app.route('/', feedRoutes(dependencies));
  app.route('/', briefingRoutes(dependencies));
  app.route('/', topicRoutes(dependencies));
  app.route('/', confirmRoutes(dependencies));
  app.route('/', unsubscribeRoutes(dependencies));
  app.route('/', neverAskRoutes(dependencies));
  app.route('/', linkRoutes(dependencies));
  app.route('/', manageRoutes(dependencies));
  app.route('/', muteRoutes(dependencies));
  app.route('/', changeAddressRoutes(dependencies));
  app.notFound((context) => context.html(renderNotFoundPage(view(pageLanguage(context))), 404));
  app.onError((error, context) => {
    // Erased while another page of theirs was changing something: nothing is left to show.
    if (error instanceof SubscriberErased) {
      return context.html(renderGonePage(view(pageLanguage(context))), 410);
    }
    const route = context.req.routePath;
    dependencies.logger.error('page failed', { route, ...describeError(error) });
    return context.html(renderFailurePage(view(pageLanguage(context))), 500);
  });
  return app;
}
