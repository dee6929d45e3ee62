import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { mailboxKey } from '../domain/mailbox';
import {
  judgeMailboxRequest,
  MAILBOX_MEMORY_MS,
  type MailboxRequest,
} from '../domain/mailbox-requests';
import type { MailboxLimit } from '../domain/sign-up-limit';
import { type DynamoDb, updateConditionally } from './dynamodb';

/** Only requests for the same mailbox at the same moment conflict. */
const MAX_ATTEMPTS = 5;

const mailboxSchema = z.object({
  requests: z
    .array(z.object({ key: z.string(), at: z.string(), from: z.string().exactOptional() }))
    .default(() => []),
  /** Counts the changes of `requests`. */
  version: z.number().default(0),
  neverAskAt: z.string().optional(),
});

export type MailboxOutcome =
  | { outcome: 'counted'; askedAt: string }
  | { outcome: 'silenced'; limit: MailboxLimit };

/**
 * The confirmation emails that each mailbox got lately and has not answered, and whether its owner wants
 * none. The Deliveries table holds them under a hash of the mailbox, which many addresses share.
 */
export class Mailboxes {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /** Counts a request, unless the mailbox has had enough, or its owner wants none. */
  async count(address: string, request: MailboxRequest): Promise<MailboxOutcome> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const { requests, version, neverAskAt } = await this.find(address);
      if (neverAskAt !== undefined) return { outcome: 'silenced', limit: 'never-ask' };
      const verdict = judgeMailboxRequest(requests, request);
      if (verdict.outcome === 'over') return { outcome: 'silenced', limit: 'mailbox' };
      const isRepeated = verdict.outcome === 'repeated';
      const askedAt = isRepeated ? verdict.askedAt : request.at;
      // Written even if it is repeated, so that both answers take the same time.
      const remembered = isRepeated ? requests : verdict.requests;
      if (await this.write(address, remembered, version, request.at)) {
        return { outcome: 'counted', askedAt };
      }
    }
    return { outcome: 'silenced', limit: 'mailbox' };
  }

  /** The owner of the address has confirmed: they read the mailbox, so what was asked before is settled. */
  readonly settle = async (address: string, at: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: itemKey(address),
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
        Key: itemKey(address),
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
        Key: itemKey(address),
        UpdateExpression: 'SET expiresAt = :expiresAt REMOVE neverAskAt',
        ExpressionAttributeValues: { ':expiresAt': expiryOf(at) },
      }),
    );
  };

  /** Whether the owner of the address has not said `neverAsk`. */
  readonly mayAsk = async (address: string): Promise<boolean> =>
    (await this.find(address)).neverAskAt === undefined;

  private async find(address: string): Promise<z.output<typeof mailboxSchema>> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: itemKey(address), ConsistentRead: true }),
    );
    return mailboxSchema.parse(Item ?? {});
  }

  private write(
    address: string,
    requests: MailboxRequest[],
    version: number,
    now: string,
  ): Promise<boolean> {
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: itemKey(address),
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

function itemKey(address: string) {
  return { deliveryId: `mailbox-${mailboxKey(address)}` };
}

function expiryOf(now: string): number {
  return Math.ceil((Date.parse(now) + MAILBOX_MEMORY_MS) / 1000);
}
