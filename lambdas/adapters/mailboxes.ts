import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { mailboxKey } from '../domain/mailbox';
import {
  CONFIRMATION_LIMITS,
  judgeMailboxRequest,
  MAILBOX_MEMORY_MS,
  MANAGE_LINK_LIMITS,
  type MailboxLimits,
  type MailboxRequest,
} from '../domain/mailbox-requests';
import type { MailboxOutcome } from '../domain/sign-up-limit';
import { type DynamoDb, updateConditionally } from './dynamodb';

/** More than a mailbox gets emails, so that requests at the same moment cannot use up the attempts. */
const MAX_ATTEMPTS = 20;

const mailboxSchema = z.object({
  requests: z._default(
    z.array(z.object({ key: z.string(), at: z.string(), from: z.exactOptional(z.string()) })),
    () => [],
  ),
  /** Counts the changes of `requests`. */
  version: z._default(z.number(), 0),
  neverAskAt: z.optional(z.string()),
});

/**
 * The confirmation emails that each mailbox got lately and has not answered, and whether its owner wants
 * none. The Deliveries table holds them under a hash of the mailbox, which many addresses share. Apart from
 * them it counts the links to manage that each subscriber got, so that strangers cannot use these up.
 */
export class Mailboxes {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /** Counts a request, unless the mailbox has had enough, or its owner wants none. Safe to repeat. */
  readonly count = (address: string, request: MailboxRequest): Promise<MailboxOutcome> =>
    this.countIn(mailboxItem(address), request, CONFIRMATION_LIMITS);

  /** Counts a link to manage their subscription, unless the subscriber has had enough. Safe to repeat. */
  readonly countLink = (subscriberId: string, at: string): Promise<MailboxOutcome> =>
    this.countIn(`links-${subscriberId}`, { key: 'link', at }, MANAGE_LINK_LIMITS);

  /** The owner of the address has confirmed: they read the mailbox, so what was asked before is settled. */
  readonly settle = async (address: string, at: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId: mailboxItem(address) },
        UpdateExpression:
          'SET requests = :none, expiresAt = :expiresAt ADD version :one REMOVE neverAskAt',
        ExpressionAttributeValues: { ':none': [], ':one': 1, ':expiresAt': expiryOf(at) },
      }),
    );
  };

  /** From now on, no stranger can cause a confirmation email to this mailbox. Safe to repeat. */
  readonly neverAsk = async (address: string, at: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId: mailboxItem(address) },
        // The owner's choice does not expire.
        UpdateExpression: 'SET neverAskAt = if_not_exists(neverAskAt, :at) REMOVE expiresAt',
        ExpressionAttributeValues: { ':at': at },
      }),
    );
  };

  /** Takes back `neverAsk`. Safe to repeat. */
  readonly askAgain = async (address: string, at: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId: mailboxItem(address) },
        UpdateExpression: 'SET expiresAt = :expiresAt REMOVE neverAskAt',
        ExpressionAttributeValues: { ':expiresAt': expiryOf(at) },
      }),
    );
  };

  /** Whether the owner of the address has not said `neverAsk`. */
  readonly mayAsk = async (address: string): Promise<boolean> =>
    (await this.find(mailboxItem(address))).neverAskAt === undefined;

  private async countIn(
    deliveryId: string,
    request: MailboxRequest,
    limits: MailboxLimits,
  ): Promise<MailboxOutcome> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const { requests, version, neverAskAt } = await this.find(deliveryId);
      if (neverAskAt !== undefined) return { outcome: 'silenced', limit: 'never-ask' };
      const verdict = judgeMailboxRequest(requests, request, limits);
      switch (verdict.outcome) {
        case 'over':
          return { outcome: 'silenced', limit: 'mailbox' };
        case 'repeated':
          return verdict;
        case 'allowed':
          if (await this.write(deliveryId, verdict.requests, version, request.at)) {
            return { outcome: 'counted', isLast: verdict.isLast };
          }
          break;
        default:
          return verdict satisfies never;
      }
    }
    throw new Error(
      'The emails of a mailbox could not be counted: every attempt met another change.',
    );
  }

  private async find(deliveryId: string): Promise<z.output<typeof mailboxSchema>> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
    );
    return mailboxSchema.parse(Item ?? {});
  }

  private write(
    deliveryId: string,
    requests: MailboxRequest[],
    version: number,
    now: string,
  ): Promise<boolean> {
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: 'SET requests = :requests, version = :next, expiresAt = :expiresAt',
      ConditionExpression:
        '(attribute_not_exists(version) OR version = :version) AND attribute_not_exists(neverAskAt)',
      ExpressionAttributeValues: {
        ':requests': requests,
        ':version': version,
        ':next': version + 1,
        ':expiresAt': expiryOf(now),
      },
    });
  }
}

function mailboxItem(address: string): string {
  return `mailbox-${mailboxKey(address)}`;
}

function expiryOf(now: string): number {
  return Math.ceil((Date.parse(now) + MAILBOX_MEMORY_MS) / 1000);
}
