import { isStopLink, type LinkPurpose } from './link';

/** A key that signs links, or has signed them. */
export interface LinkKey {
  /** Names the key in its tokens (RFC 7515, 4.1.4). The first key of an older version has no name. */
  kid?: string;
  secret: Uint8Array;
  /** ISO 8601. */
  madeAt: string;
  /** ISO 8601: since when the key is not trusted any more, because it may be known to others. */
  revokedAt?: string;
}

/** All keys of a stage. Old ones are kept, because links in old emails must stop emails for ever. */
export interface LinkKeyring {
  /** Signs new links. */
  signing: LinkKey;
  /** Oldest first, with the signing one. */
  keys: LinkKey[];
}

/** The key with this name; without a name, the first key of a stage that an older version created. */
export function keyNamed({ keys }: LinkKeyring, kid: string | undefined): LinkKey | undefined {
  return keys.find((key) => key.kid === kid);
}

/**
 * Whether a link that the key signed still works for this purpose. Someone who knows a revoked key can
 * forge links, but unsubscribe links in emails that were really sent must still work. To forge one of these
 * takes the id of a subscriber, and it could only stop the emails.
 */
export function isTrusted(key: LinkKey, purpose: LinkPurpose): boolean {
  return key.revokedAt === undefined || isStopLink(purpose);
}
