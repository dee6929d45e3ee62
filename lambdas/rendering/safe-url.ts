/** Longer addresses are cut by some mail clients, and are hardly ever a page someone means to share. */
const MAX_URL_LENGTH = 2048;

/**
 * The address in its normal form (ASCII only, no line breaks) when it is one that a mail or page may
 * link to: absolute, http or https, without a user name (which can pose as the host). Else undefined:
 * `javascript:`, `data:` and the like never become a link.
 */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || url.length > MAX_URL_LENGTH || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  const linkable = protocol === 'http:' || protocol === 'https:';
  if (!linkable || username !== '' || password !== '' || href.length > MAX_URL_LENGTH) {
    return undefined;
  }
  return href;
}

/**
 * An address that this service made itself, in its normal form.
 * @throws Error when it is not absolute http or https: a mistake of ours, not of a publisher.
 */
export function ownUrl(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : undefined;
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Error('A link of the service itself must be an absolute http or https address.');
  }
  return new URL(url).href;
}
