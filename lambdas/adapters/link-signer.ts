import { createHmac } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LINK_DAYS, type SignLink } from '../domain/link';
import type { LinkKeyring } from '../domain/link-key';
import { LinkKeys } from './link-keys';

export const ALGORITHM = 'HS256';
const base64UrlJson = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const SECONDS_PER_DAY = 24 * 3600;

/**
 * How long (ms) the keys are used before they are read again: after this time every warm function signs
 * with a key that was made meanwhile, and refuses the links of one that was revoked.
 */
const MAX_KEY_AGE_MS = 2 * 60_000;

/** Keys that were read less than this time (ms) ago are new: nobody can make each request read them. */
const MIN_KEY_AGE_MS = 1_000;

/**
 * Creates the signed tokens (JWT) in the links of emails. A token says what its link allows, so nothing is
 * stored for it. They are signed here (RFC 7515) and not by jose, which verifies them: it signs with the
 * asynchronous WebCrypto, which took half of the CPU time of an alert. The deliver function only signs.
 */
export class LinkSigner {
  private readonly keys: LinkKeys;
  private cached: { keyring: Promise<LinkKeyring>; readAtMs: number } | undefined;

  constructor(
    client: DynamoDBDocumentClient,
    table: string,
    protected readonly now: () => string,
  ) {
    this.keys = new LinkKeys(client, table, now);
  }

  /** Signs what the link allows, for as long as `LINK_DAYS` says. */
  readonly sign: SignLink = async (purpose, claims) => {
    const days = LINK_DAYS[purpose];
    // With milliseconds: whether a link is older than when its owner left may be decided by less than a second.
    const issuedAt = Date.parse(this.now()) / 1000;
    const expiry =
      days === undefined ? {} : { exp: Math.floor(issuedAt) + Math.round(days * SECONDS_PER_DAY) };
    const payload = { ...claims, aud: purpose, iat: issuedAt, ...expiry };
    const { kid, secret } = (await this.keyring()).signing;
    const header = { alg: ALGORITHM, ...(kid === undefined ? {} : { kid }) };
    const signed = `${base64UrlJson(header)}.${base64UrlJson(payload)}`;
    const signature = createHmac('sha256', secret).update(signed);
    return `${signed}.${signature.digest('base64url')}`;
  };

  protected keyring(): Promise<LinkKeyring> {
    const { cached } = this;
    const isFresh = cached && Date.parse(this.now()) - cached.readAtMs < MAX_KEY_AGE_MS;
    return isFresh ? cached.keyring : this.readAgain();
  }

  /** For a link that names a key which is not known: it may have been made meanwhile, or made up. */
  protected readNewKeys(): Promise<LinkKeyring> {
    const { cached } = this;
    const isNew = cached && Date.parse(this.now()) - cached.readAtMs < MIN_KEY_AGE_MS;
    return isNew ? cached.keyring : this.readAgain();
  }

  private readAgain(): Promise<LinkKeyring> {
    const readAtMs = Date.parse(this.now());
    const keyring = this.keys.readOrCreate().catch((error: unknown) => {
      // Do not cache a failure: the next link tries again.
      this.cached = undefined;
      throw error;
    });
    this.cached = { keyring, readAtMs };
    return keyring;
  }
}
