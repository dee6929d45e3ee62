import { Hono, type HonoRequest } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { renderErrorPage, renderNotFoundPage } from '../../rendering/pages/error-pages';
import { CONTENT_SECURITY_POLICY } from '../../rendering/pages/stylesheet';
import type { SiteDependencies } from '../wiring/site';
import { confirmRoutes } from './confirm';
import { followRoutes } from './home';
import { manageRoutes } from './manage';
import { readingRoutes } from './reading';
import { unsubscribeRoutes } from './unsubscribe';

/** A form of ours is never longer. */
const MAX_FORM_BYTES = 20_000;

/** The site: server-rendered pages that work without scripts. */
export function site(parts: SiteDependencies): Hono {
  const app = new Hono();
  // A link with a token must not be told to the next site.
  app.use(secureHeaders({ referrerPolicy: 'no-referrer' }));
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    // What a link's holder sees is theirs alone: no cache on the way may keep it.
    if (isPersonal(context.req)) context.header('Cache-Control', 'no-store');
    // What stands behind a token is its holder's alone.
    if (context.req.query('token') !== undefined) context.header('Cache-Control', 'no-store');
  });
  app.use(
    bodyLimit({
      maxSize: MAX_FORM_BYTES,
      onError: (context) => context.html(errorPage(parts, 'That was too much', TOO_LONG), 413),
    }),
  );
  app.route('/', readingRoutes(parts));
  app.route('/', followRoutes(parts));
  app.route('/', confirmRoutes(parts));
  app.route('/', unsubscribeRoutes(parts));
  app.route('/', manageRoutes(parts));
  app.notFound((context) => context.html(renderNotFoundPage(parts.view), 404));
  app.onError((error, context) => {
    parts.logger.error('page failed', { error: error.name, route: context.req.routePath });
    return context.html(errorPage(parts, 'Something went wrong here', TRY_AGAIN), 500);
  });
  return app;
}

function isPersonal(request: HonoRequest): boolean {
  return request.method === 'POST' || request.query('token') !== undefined;
}

const TOO_LONG = 'What you sent is longer than any form of ours. Go back and shorten it.';
const TRY_AGAIN = 'It is our fault, not yours. Try again in a minute.';

function errorPage({ view }: SiteDependencies, heading: string, advice: string): string {
  return renderErrorPage({ ...view, heading, advice });
}
