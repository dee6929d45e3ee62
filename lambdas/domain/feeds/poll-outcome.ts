/** What a poll found. */
export type PollOutcome =
  | PolledEntries
  | { status: 'not-modified'; url: string }
  | { status: 'gone'; url: string }
  | { status: 'failed'; url: string; error: string };

/** The feed was read. */
export interface PolledEntries {
  status: 'ok';
  url: string;
  /** Entries that became briefings. */
  new: number;
  /** Entries that changed, and whose briefings changed silently. */
  updated: number;
  /** Entries that can't be briefings. */
  refused: number;
}

/** Why a feed is not polled again: https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11 */
export const GONE_REASON = 'The server says that the feed is gone for good (410).';

/** How a server answered a request for a feed. Times are in seconds. */
export type FeedAnswer =
  | {
      outcome: 'fetched';
      bytes: Uint8Array;
      contentType?: string;
      /** Where it was found, after redirects. */
      url: string;
      /** Where it is from now on, if all redirects to it are permanent. */
      movedPermanentlyTo?: string;
      etag?: string;
      lastModified?: string;
      maxAgeSeconds?: number;
    }
  | { outcome: 'not-modified'; maxAgeSeconds?: number; movedPermanentlyTo?: string }
  | { outcome: 'gone' }
  /** It must not be requested, or not be read. Trying again does not help. */
  | { outcome: 'refused'; reason: string }
  | { outcome: 'failed'; reason: string; retryAfterSeconds?: number };
