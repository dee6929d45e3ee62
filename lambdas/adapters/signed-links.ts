import { createHmac, randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { type FollowRequest, followRequestSchema } from '../domain/delivery';
import { isConditionFailure } from './dynamodb';

export type ReadLink<T> = { outcome: 'read'; claims: T } | { outcome: 'expired' | 'forged' };

/** What a link allows. A link for one purpose is refused for any other. */
type Purpose = 'confirm' | 'unsubscribe' | 'manage';

const ALGORITHM = 'HS256';
const base64UrlJson = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const TOKEN_HEADER = base64UrlJson({ alg: ALGORITHM });
const SIGNING_KEY_ITEM = { subscriberId: 'links', item: 'key' };
const MANAGE_DAYS = 60;
const SECONDS_PER_DAY = 24 * 3600;

const subscriberClaims = z.object({ sub: z.string() });
const confirmClaims = z.object({ follow: followRequestSchema });

/**
 * Creates and verifies the signed tokens (JWT) in the links of emails. A token says what its link
 * allows, so nothing is stored for it. jose verifies tokens, but they are signed here (RFC 7515): jose
 * signs with the asynchronous WebCrypto, which took half of the CPU time of an alert. The signing key is created when it is first needed and stored
 * in the Subscribers table, encrypted at rest, where only the functions that use it can read it.
 */
export class SignedLinks {
  /** How many days a link to confirm is valid. */
  readonly confirmDays = 3;
  private key: Promise<Uint8Array> | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** Valid for `confirmDays`. The token proves that its holder can read email to the address. */
  readonly confirmToken = async (follow: FollowRequest): Promise<string> => {
    return this.sign('confirm', { follow }, this.confirmDays);
  };

  /** Never expires: the link in any email must always stop the emails. */
  readonly unsubscribeToken = async (subscriberId: string): Promise<string> => {
    return this.sign('unsubscribe', { sub: subscriberId });
  };

  /** Valid for `MANAGE_DAYS`. */
  readonly manageToken = async (subscriberId: string): Promise<string> => {
    return this.sign('manage', { sub: subscriberId }, MANAGE_DAYS);
  };

  async readConfirm(token: string): Promise<ReadLink<FollowRequest>> {
    const link = await this.read('confirm', token, confirmClaims);
    return link.outcome === 'read' ? { ...link, claims: link.claims.follow } : link;
  }

  async readUnsubscribe(token: string): Promise<ReadLink<string>> {
    return this.readSubscriber('unsubscribe', token);
  }

  async readManage(token: string): Promise<ReadLink<string>> {
    return this.readSubscriber('manage', token);
  }

  private async readSubscriber(purpose: Purpose, token: string): Promise<ReadLink<string>> {
    const link = await this.read(purpose, token, subscriberClaims);
    return link.outcome === 'read' ? { ...link, claims: link.claims.sub } : link;
  }

  private async sign(
    purpose: Purpose,
    claims: Record<string, unknown>,
    days?: number,
  ): Promise<string> {
    const issuedAt = Math.floor(Date.parse(this.now()) / 1000);
    const expiry = days === undefined ? {} : { exp: issuedAt + days * SECONDS_PER_DAY };
    const payload = { ...claims, aud: purpose, iat: issuedAt, ...expiry };
    const signed = `${TOKEN_HEADER}.${base64UrlJson(payload)}`;
    const signature = createHmac('sha256', await this.signingKey()).update(signed);
    return `${signed}.${signature.digest('base64url')}`;
  }

  private async read<T>(
    purpose: Purpose,
    token: string,
    schema: z.ZodType<T>,
  ): Promise<ReadLink<T>> {
    try {
      const { payload } = await jwtVerify(token, await this.signingKey(), {
        algorithms: [ALGORITHM],
        audience: purpose,
        currentDate: new Date(this.now()),
      });
      return { outcome: 'read', claims: schema.parse(payload) };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { outcome: 'expired' };
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
        return { outcome: 'forged' };
      }
      throw error;
    }
  }

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
