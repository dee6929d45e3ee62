/** Some email programs cut longer URLs, and very few pages that people share have one. */
const MAX_LINK_LENGTH = 2048;

/**
 * Returns the normalized URL (ASCII only, no line breaks) if an email or page may link to it: it must
 * be absolute, `http` or `https`, and without a user name, which can pose as the host. Returns
 * undefined for every other URL, such as `javascript:` and `data:`.
 */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || url.length > MAX_LINK_LENGTH || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  const isWebUrl = protocol === 'http:' || protocol === 'https:';
  if (!isWebUrl || username !== '' || password !== '' || href.length > MAX_LINK_LENGTH) {
    return undefined;
  }
  return href;
}

/**
 * Normalizes a URL that this service made.
 * @throws Error if it is not absolute `http` or `https`, which is a mistake in our code or settings.
 */
export function normalizeSiteUrl(url: string): string {
  const protocol = URL.canParse(url) ? new URL(url).protocol : undefined;
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Error("A link to the service's own site must be an absolute http or https URL.");
  }
  return new URL(url).href;
}
