import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { acceptsForm, originOf, type RequestOrigin } from '../../domain/request-origin';
import { renderNotFoundPage, renderTooLongPage } from '../../rendering/pages/error-pages';
import { renderForeignFormPage } from '../../rendering/pages/foreign-form-page';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type SafetyDependencies = Pick<SiteDependencies, 'view' | 'siteUrl' | 'formOrigins'>;

/** Larger than any form of the site. */
const MAX_FORM_BYTES = 64 * 1024;

const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** The only form that other sites may embed, if `formOrigins` names them. */
const EMBEDDABLE_FORM = '/subscribe';

/** Reading (GET, HEAD) and forms (POST). Hono answers HEAD as it does GET. */
const METHODS = ['GET', 'HEAD', 'POST'];

/** The headers that protect pages in browsers. */
export function protectiveHeaders({ siteUrl }: Pick<SafetyDependencies, 'siteUrl'>) {
  const isEncrypted = siteUrl.startsWith('https:');
  return secureHeaders({
    // The address of a page with a token must not be sent to the next site as referrer.
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // Without subdomains, which may be other services of the operator.
    strictTransportSecurity: isEncrypted ? `max-age=${ONE_YEAR_SECONDS}` : false,
  });
}

/**
 * Says what caches and search engines may do with a page. One behind a signed link, or that answers a form,
 * is for its owner only. Any other may be stored, but is asked for again, unless its handler says
 * otherwise; and it differs by language.
 */
export const cachingHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers, status } = context.res;
  if (isPersonal(context) || status >= 500) {
    context.header('Cache-Control', 'no-store');
  } else if (!headers.has('Cache-Control')) {
    context.header('Cache-Control', 'no-cache');
  }
  if (isPersonal(context)) context.header('X-Robots-Tag', 'noindex');
  if (headers.get('Content-Type')?.startsWith('text/html')) {
    context.header('Vary', 'Accept-Language', { append: true });
  }
};

/** Refuses what no page of the site sends: other methods, large bodies, and forms of other sites. */
export function requestChecks(dependencies: SafetyDependencies): MiddlewareHandler[] {
  const { view } = dependencies;
  const page = (context: Context) => view(pageLanguage(context));
  return [
    async (context, next) => {
      if (METHODS.includes(context.req.method)) return next();
      context.header('Allow', METHODS.join(', '));
      return context.html(renderNotFoundPage(page(context)), 405);
    },
    bodyLimit({
      maxSize: MAX_FORM_BYTES,
      onError: (context) => context.html(renderTooLongPage(page(context)), 413),
    }),
    async (context, next) => {
      if (context.req.method !== 'POST') return next();
      const isEmbeddable = context.req.path === EMBEDDABLE_FORM;
      const rules = { isEmbeddable, needsToken: !isEmbeddable };
      const isAccepted =
        acceptsForm(requestOrigin(context, dependencies), rules) ||
        (await isOneClickUnsubscribe(context));
      return isAccepted ? next() : context.html(renderForeignFormPage(page(context)), 403);
    },
  ];
}

/** Where the browser says that the request comes from. */
export function requestOrigin(
  context: Context,
  { siteUrl, formOrigins }: Pick<SafetyDependencies, 'siteUrl' | 'formOrigins'>,
): RequestOrigin {
  const siteOrigin = new URL(siteUrl).origin;
  const { protocol } = new URL(siteOrigin);
  const { host } = new URL(context.req.url);
  return originOf(
    { origin: context.req.header('Origin'), fetchSite: context.req.header('Sec-Fetch-Site') },
    // The API's own address shows the site too.
    { own: [siteOrigin, `${protocol}//${host}`], embedding: formOrigins },
  );
}

/**
 * Whether an email program unsubscribes with one click: it may run in a browser, on the site of a webmail
 * provider. The link itself is the permission, and the body is fixed (RFC 8058, 3.1).
 */
async function isOneClickUnsubscribe(context: Context): Promise<boolean> {
  if (context.req.path !== '/unsubscribe') return false;
  return (await formFields(context))('List-Unsubscribe') === 'One-Click';
}

function isPersonal({ req }: Context): boolean {
  return req.method === 'POST' || req.query('token') !== undefined;
}
