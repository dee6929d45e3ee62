import { Hono, type MiddlewareHandler } from 'hono';
import { SCRIPT, SCRIPT_PATH } from '../../rendering/pages/script';
import type { SiteDependencies } from '../wiring/site';

/** The path of an asset has a hash of its content, so that it never changes. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The files that pages and emails show or run. */
export function assetRoutes({ logo }: Pick<SiteDependencies, 'logo'>): Hono {
  const app = new Hono();
  app.get(SCRIPT_PATH, (context) => {
    context.header('Cache-Control', IMMUTABLE);
    context.header('Content-Type', 'text/javascript; charset=utf-8');
    return context.body(SCRIPT);
  });
  if (logo === undefined) return app;
  app.get(logo.path, (context) => {
    context.header('Cache-Control', IMMUTABLE);
    context.header('Content-Type', logo.type);
    return context.body(logo.bytes);
  });
  return app;
}

/** The logo is shown in emails, which a webmail program shows on its own site. */
export const allowEmbedding: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Cross-Origin-Resource-Policy', 'cross-origin');
};
