import { randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { type FollowRequest, followRequestSchema } from '../domain/delivery';
import { isConditionFailure } from './dynamodb';

export type ReadLink<T> = { outcome: 'read'; claims: T } | { outcome: 'expired' | 'forged' };

/** What a link lets its holder do; a link for one thing is no use for another. */
type Purpose = 'confirm' | 'unsubscribe' | 'manage';

const ALGORITHM = 'HS256';
const LINK_KEY = { subscriberId: 'links', item: 'key' };
const MANAGE_DAYS = 60;

const subscriberClaims = z.object({ sub: z.string() });
const confirmClaims = z.object({ follow: followRequestSchema });

/**
 * Signed links: what a mail's link may do is in the link, so that nothing is stored for it. The key
 * is made at first use and lies in the Subscribers table, encrypted at rest, where only the
 * functions that sign or check links can read it.
 */
export class Links {
  /** A confirmation that nobody needed for three days is not needed any more. */
  readonly confirmDays = 3;
  private key: Promise<Uint8Array> | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /** Good for three days: whoever holds it has the mail. */
  readonly confirmToken = async (follow: FollowRequest): Promise<string> => {
    return this.sign('confirm', { follow }, this.confirmDays);
  };

  /** Good for ever: a mail must always be a way to stop the mails. */
  readonly unsubscribeToken = async (subscriberId: string): Promise<string> => {
    return this.sign('unsubscribe', { sub: subscriberId });
  };

  readonly manageToken = async (subscriberId: string): Promise<string> => {
    return this.sign('manage', { sub: subscriberId }, MANAGE_DAYS);
  };

  async readConfirm(token: string): Promise<ReadLink<FollowRequest>> {
    const read = await this.read('confirm', token, confirmClaims);
    return read.outcome === 'read' ? { ...read, claims: read.claims.follow } : read;
  }

  async readUnsubscribe(token: string): Promise<ReadLink<string>> {
    return this.readSubscriber('unsubscribe', token);
  }

  async readManage(token: string): Promise<ReadLink<string>> {
    return this.readSubscriber('manage', token);
  }

  private async readSubscriber(purpose: Purpose, token: string): Promise<ReadLink<string>> {
    const read = await this.read(purpose, token, subscriberClaims);
    return read.outcome === 'read' ? { ...read, claims: read.claims.sub } : read;
  }

  private async sign(
    purpose: Purpose,
    claims: Record<string, unknown>,
    days?: number,
  ): Promise<string> {
    const issuedAt = Math.floor(Date.parse(this.now()) / 1000);
    const token = new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM })
      .setAudience(purpose)
      .setIssuedAt(issuedAt);
    if (days !== undefined) token.setExpirationTime(issuedAt + days * 24 * 3600);
    return token.sign(await this.signingKey());
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
    this.key ??= this.readOrMakeKey().catch((error: unknown) => {
      // The next link asks again.
      this.key = undefined;
      throw error;
    });
    return this.key;
  }

  private async readOrMakeKey(): Promise<Uint8Array> {
    const stored = await this.client.send(
      new GetCommand({ TableName: this.table, Key: LINK_KEY, ConsistentRead: true }),
    );
    if (stored.Item) return Buffer.from(String(stored.Item.secret), 'base64url');
    const secret = randomBytes(32);
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { ...LINK_KEY, secret: secret.toString('base64url'), madeAt: this.now() },
          ConditionExpression: 'attribute_not_exists(subscriberId)',
        }),
      );
      return secret;
    } catch (error) {
      // Another function was faster: its key is the key.
      if (isConditionFailure(error)) return this.readOrMakeKey();
      throw error;
    }
  }
}
