import { createHash } from 'node:crypto';

/** The name and password in the url of a feed. */
export interface FeedCredentials {
  username: string;
  password: string;
}

export type ReadFeedAddress =
  | {
      outcome: 'read';
      /** In normal form, without credentials and fragment. */
      url: string;
      credentials?: FeedCredentials;
    }
  | { outcome: 'refused'; reason: string };

const MAX_FEED_URL_LENGTH = 2_000;

/** Reads the address of a feed as an operator typed it. Without `https://`, that is meant. */
export function readFeedAddress(typed: string): ReadFeedAddress {
  const text = typed
    .trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  const url =
    parse(text) ?? (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? undefined : parse(`https://${text}`));
  if (url === undefined) {
    return { outcome: 'refused', reason: 'The address must start with https:// or http://.' };
  }
  if (url.href.length > MAX_FEED_URL_LENGTH) {
    return {
      outcome: 'refused',
      reason: `The address is longer than ${MAX_FEED_URL_LENGTH} characters.`,
    };
  }
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  return {
    outcome: 'read',
    url: url.href,
    ...(username === '' && password === ''
      ? {}
      : { credentials: { username: decode(username), password: decode(password) } }),
  };
}

/** The id of the feed at this url (without credentials). */
export function feedIdOf(url: string): string {
  return createHash('sha256').update(url).digest('base64url').slice(0, 22);
}

/** The value of the Authorization header: https://www.rfc-editor.org/rfc/rfc7617#section-2 */
export function authorizationOf({ username, password }: FeedCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function parse(text: string): URL | undefined {
  if (/\s/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
