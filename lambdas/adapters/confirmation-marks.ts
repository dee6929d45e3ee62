import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addressKey } from '../domain/address';
import { LINK_DAYS } from '../domain/link';
import { updateConditionally } from './dynamodb';
import type { Write } from './subscription-writes';

/** A day longer than the links that they stop. */
const RETENTION_SECONDS = (LINK_DAYS.confirm + 1) * 24 * 3600;

/**
 * Marks in the Deliveries table that stop confirmation links before they expire: those that were used,
 * and those to an address whose owner was erased. They expire after the links.
 */
export class ConfirmationMarks {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Whether the link of this confirmation email was used. The read is consistent. */
  readonly isConfirmed = async (id: string): Promise<boolean> =>
    (await this.markedAt(`confirmed-${id}`)) !== undefined;

  /** Marks the link of this confirmation email as used. `at` is ISO 8601. */
  readonly markConfirmed = (id: string, at: string): Promise<void> =>
    this.mark(`confirmed-${id}`, at);

  /**
   * Says whose confirmation email it is. The ledger could not know that before they confirmed. It does nothing
   * if the ledger has deleted the email.
   */
  readonly assignEmail = async (deliveryId: string, subscriberId: string): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: 'SET subscriberId = :subscriberId',
      ConditionExpression: 'attribute_exists(kind)',
      ExpressionAttributeValues: { ':subscriberId': subscriberId },
    });
  };

  /** When the owner of the address was last erased (ISO 8601), as far back as a link works. */
  readonly erasedAt = (address: string): Promise<string | undefined> =>
    this.markedAt(erasedMark(address));

  /** Whether the owner of the address was erased at `time` (ISO 8601) or later. The read is consistent. */
  readonly isErasedSince = async (address: string, time: string): Promise<boolean> => {
    const erasedAt = await this.erasedAt(address);
    return erasedAt !== undefined && erasedAt >= time;
  };

  /**
   * A check of a transaction that fails if the owner of the address was erased at `time` (ISO 8601) or
   * later. Their data was erased after the mark, so whatever the transaction stores with this check is
   * either refused, or found by the erasure.
   */
  readonly notErasedSince = (address: string, time: string): Write => ({
    ConditionCheck: {
      TableName: this.table,
      Key: { deliveryId: erasedMark(address) },
      ConditionExpression: 'attribute_not_exists(markedAt) OR markedAt < :time',
      ExpressionAttributeValues: { ':time': time },
    },
  });

  /** Marks the address, under a hash, as one whose owner was erased. `at` is ISO 8601. */
  readonly markErased = (address: string, at: string): Promise<void> =>
    this.mark(erasedMark(address), at);

  private async markedAt(deliveryId: string): Promise<string | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : String(Item.markedAt);
  }

  private async mark(deliveryId: string, at: string): Promise<void> {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId },
        UpdateExpression: 'SET markedAt = :at, expiresAt = :expiresAt',
        ExpressionAttributeValues: {
          ':at': at,
          ':expiresAt': Math.floor(Date.parse(at) / 1000) + RETENTION_SECONDS,
        },
      }),
    );
  }
}

const erasedMark = (address: string) => `erased-${addressKey(address)}`;
