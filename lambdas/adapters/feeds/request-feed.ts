import type { Feed } from '../../domain/feeds/feed';
import { authorizationOf, type FeedCredentials } from '../../domain/feeds/feed-address';
import type { FeedAnswer } from '../../domain/feeds/poll-outcome';
import { fetchFeed } from './fetch-feed';

/** Asks the server of a feed for it, or whether it has changed since the last poll. */
export function requestFeed({
  open,
  userAgent,
  allowLoopback,
}: {
  /** Decrypts the name and password of a feed. */
  open: (sealed: string, feedId: string) => Promise<FeedCredentials>;
  userAgent: string;
  /** Whether feeds on this machine may be read. */
  allowLoopback: boolean;
}) {
  return async ({ feedId, url, validators, sealedCredentials }: Feed): Promise<FeedAnswer> => {
    const { etag, lastModified } = validators;
    const authorization =
      sealedCredentials === undefined
        ? undefined
        : authorizationOf(await open(sealedCredentials, feedId));
    return fetchFeed({
      url,
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
      ...(authorization === undefined ? {} : { authorization }),
      userAgent,
      allowLoopback,
    });
  };
}
