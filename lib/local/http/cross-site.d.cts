import type { IncomingMessage } from 'node:http';

/**
 * Protects a local server from the web pages that a browser on this machine has open. Such a page
 * could send requests to the server (cross-site request forgery), or make the browser believe that
 * the server belongs to the page's own host (DNS rebinding).
 *
 * A link from another site may open a page, so a GET request without an origin passes. Programs
 * that aren't browsers, such as email programs that unsubscribe with one click (RFC 8058), send no
 * origin and pass too.
 *
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 *
 * @param port the port that the server listens on.
 * @returns a sentence for a 403 response, or undefined if the request may pass.
 */
export function crossSiteRefusal(
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  port: number,
): string | undefined;

/**
 * Only protects from DNS rebinding: for a server that decides itself which sites may send it forms.
 *
 * @param port the port that the server listens on.
 * @returns a sentence for a 403 response, or undefined if the request may pass.
 */
export function wrongHostRefusal(
  request: Pick<IncomingMessage, 'headers'>,
  port: number,
): string | undefined;
