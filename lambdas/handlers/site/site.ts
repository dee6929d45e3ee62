import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { logger } from '../../adapters/logger';
import { renderErrorPage, renderNotFoundPage } from '../../rendering/pages/error-pages';
import { confirmRoutes } from './confirm';
import { followRoutes } from './follow';
import { manageRoutes } from './manage';
import { readingRoutes } from './reading';
import type { SiteParts } from './site-parts';
import { unsubscribeRoutes } from './unsubscribe';

/** A form of ours is never longer. */
const MOST_FORM_BYTES = 20_000;

/** The site: server-rendered pages that work without scripts. */
export function site(parts: SiteParts): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      // Nothing is loaded from anywhere, nothing runs, no other site frames a button of ours.
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // A link with a token must not be told to the next site.
      referrerPolicy: 'no-referrer',
    }),
  );
  app.use(
    bodyLimit({
      maxSize: MOST_FORM_BYTES,
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
    logger.error('page failed', { error: error.name, route: context.req.routePath });
    return context.html(errorPage(parts, 'Something went wrong here', TRY_AGAIN), 500);
  });
  return app;
}

const TOO_LONG = 'What you sent is longer than any form of ours. Go back and shorten it.';
const TRY_AGAIN = 'Nothing that you sent was lost on the way to others. Try again in a minute.';

function errorPage({ view }: SiteParts, heading: string, advice: string): string {
  return renderErrorPage({ ...view, heading, advice });
}
