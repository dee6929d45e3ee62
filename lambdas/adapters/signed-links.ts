import { createHmac, randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import {
  LINK_CLAIMS,
  LINK_DAYS,
  type LinkClaims,
  type LinkPurpose,
  type ReadLink,
  type ReadToken,
  type SignLink,
} from '../domain/link';
import { isConditionFailure } from './dynamodb';

const ALGORITHM = 'HS256';
const base64UrlJson = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN_HEADER = base64UrlJson({ alg: ALGORITHM });
const SIGNING_KEY_ITEM = { subscriberId: 'links', item: 'key' };
const SECONDS_PER_DAY = 24 * 3600;

const issuedSchema = z.object({ iat: z.number() });

/**
 * Creates and verifies the signed tokens (JWT) in the links of emails. A token says what its link
 * allows, so nothing is stored for it. jose verifies tokens, but they are signed here (RFC 7515): jose
 * signs with the asynchronous WebCrypto, which took half of the CPU time of an alert. The signing key is created when it is first needed and stored
 * in the Subscribers table, encrypted at rest, where only the functions that use it can read it.
 */
export class SignedLinks {
  private key: Promise<Uint8Array> | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** Signs what the link allows, for as long as `LINK_DAYS` says. */
  readonly sign: SignLink = async (purpose, claims) => {
    const days = LINK_DAYS[purpose];
    const issuedAt = Math.floor(Date.parse(this.now()) / 1000);
    const expiry = days === undefined ? {} : { exp: issuedAt + days * SECONDS_PER_DAY };
    const payload = { ...claims, aud: purpose, iat: issuedAt, ...expiry };
    const signed = `${TOKEN_HEADER}.${base64UrlJson(payload)}`;
    const signature = createHmac('sha256', await this.signingKey()).update(signed);
    return `${signed}.${signature.digest('base64url')}`;
  };

  /** Reads a token that may be anything, for one purpose. */
  readonly read: ReadToken = async <P extends LinkPurpose>(
    purpose: P,
    token: string,
  ): Promise<ReadLink<P>> => {
    try {
      const { payload } = await jwtVerify(token, await this.signingKey(), {
        algorithms: [ALGORITHM],
        audience: purpose,
        currentDate: new Date(this.now()),
      });
      const { iat } = issuedSchema.parse(payload);
      return {
        outcome: 'read',
        claims: LINK_CLAIMS[purpose].parse(payload) as LinkClaims<P>,
        issuedAt: new Date(iat * 1000).toISOString(),
      };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { outcome: 'expired' };
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
        return { outcome: 'forged' };
      }
      throw error;
    }
  };

  private signingKey(): Promise<Uint8Array> {
    this.key ??= this.loadOrCreateKey().catch((error: unknown) => {
      // Do not cache a failure: the next link tries again.
      this.key = undefined;
      throw error;
    });
    return this.key;
  }

  private async loadOrCreateKey(): Promise<Uint8Array> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: SIGNING_KEY_ITEM, ConsistentRead: true }),
    );
    if (Item) return Buffer.from(String(Item.secret), 'base64url');
    const secret = randomBytes(32);
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { ...SIGNING_KEY_ITEM, secret: secret.toString('base64url'), madeAt: this.now() },
          ConditionExpression: 'attribute_not_exists(subscriberId)',
        }),
      );
      return secret;
    } catch (error) {
      // Another function has created the key meanwhile: use that one.
      if (isConditionFailure(error)) return this.loadOrCreateKey();
      throw error;
    }
  }
}
