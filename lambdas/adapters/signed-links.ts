import { createHmac } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { compactVerify, errors, type JWSHeaderParameters, jwtVerify } from 'jose';
import * as z from 'zod';
import {
  LINK_CLAIMS,
  LINK_DAYS,
  type LinkClaims,
  type LinkPurpose,
  type ReadLink,
  type ReadLinkOwner,
  type ReadToken,
  type SignLink,
} from '../domain/link';
import { isTrusted, keyNamed, type LinkKey, type LinkKeyring } from '../domain/link-key';
import { LinkKeys } from './link-keys';

const ALGORITHM = 'HS256';
const base64UrlJson = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const SECONDS_PER_DAY = 24 * 3600;

/**
 * How long (ms) the keys are used before they are read again: after this time every warm function signs
 * with a key that was made meanwhile, and refuses the links of one that was revoked.
 */
const MAX_KEY_AGE_MS = 2 * 60_000;

const issuedSchema = z.object({ iat: z.number() });

/** Every link but `never-ask` names a subscriber, or who was asked to confirm. */
const ownerSchema = z.union([
  LINK_CLAIMS.manage.transform(({ sub }) => ({
    outcome: 'subscriber' as const,
    subscriberId: sub,
  })),
  LINK_CLAIMS.confirm.transform(({ follow }) => ({ outcome: 'asked' as const, follow })),
]);

/**
 * Creates and verifies the signed tokens (JWT) in the links of emails. A token says what its link
 * allows, so nothing is stored for it. jose verifies tokens, but they are signed here (RFC 7515): jose
 * signs with the asynchronous WebCrypto, which took half of the CPU time of an alert.
 */
export class SignedLinks {
  private readonly keys: LinkKeys;
  private cached: { keyring: Promise<LinkKeyring>; readAtMs: number } | undefined;

  constructor(
    client: DynamoDBDocumentClient,
    table: string,
    private readonly now: () => string,
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

  /** Reads a token that may be anything, for one purpose. */
  readonly read: ReadToken = async <P extends LinkPurpose>(
    purpose: P,
    token: string,
  ): Promise<ReadLink<P>> => {
    const keyOf = async (header: JWSHeaderParameters) => {
      const key = await this.keyOf(header);
      if (!isTrusted(key, purpose)) throw new errors.JWSInvalid('The key is revoked.');
      return key.secret;
    };
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        algorithms: [ALGORITHM],
        audience: purpose,
        currentDate: new Date(this.now()),
      });
      const { iat } = issuedSchema.parse(payload);
      return {
        outcome: 'read',
        claims: LINK_CLAIMS[purpose].parse(payload) as LinkClaims<P>,
        issuedAt: new Date(Math.round(iat * 1000)).toISOString(),
      };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { outcome: 'expired' };
      if (isForgery(error)) return { outcome: 'forged' };
      throw error;
    }
  };

  /** Reads whose link it was, even if it has expired or its key is revoked. */
  readonly readOwner: ReadLinkOwner = async (token) => {
    try {
      const keyOf = async (header: JWSHeaderParameters) => (await this.keyOf(header)).secret;
      const { payload } = await compactVerify(token, keyOf, { algorithms: [ALGORITHM] });
      const claims: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
      const read = ownerSchema.safeParse(claims);
      return read.success ? read.data : { outcome: 'forged' };
    } catch (error) {
      if (isForgery(error)) return { outcome: 'forged' };
      throw error;
    }
  };

  /** The key that the token names. One that is not known may be new, so the keys are read again. */
  private async keyOf({ kid }: JWSHeaderParameters): Promise<LinkKey> {
    const key = keyNamed(await this.keyring(), kid) ?? keyNamed(await this.readAgain(), kid);
    if (key === undefined) throw new errors.JWSInvalid('There is no key of this name.');
    return key;
  }

  private keyring(): Promise<LinkKeyring> {
    const { cached } = this;
    const isFresh = cached && Date.parse(this.now()) - cached.readAtMs < MAX_KEY_AGE_MS;
    return isFresh ? cached.keyring : this.readAgain();
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

function isForgery(error: unknown): boolean {
  return error instanceof errors.JOSEError || error instanceof z.ZodError;
}
