import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Subscriber, SuppressionReason } from '../domain/subscriber';
import { updateConditionally } from './dynamodb';
import { addressItemKey, PROFILE_ITEM } from './subscriber-items';

/** Which addresses are never emailed again, in the Subscribers table, whether or not somebody has them. */
export class Suppressions {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Makes sure that the address is never emailed again. If it is suppressed already, its reason is kept. */
  readonly suppress = async (
    address: string,
    reason: SuppressionReason,
    at: string,
    why?: string,
  ): Promise<void> => {
    const { Attributes = {} } = await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: addressItemKey(address),
        UpdateExpression: 'SET suppressed = if_not_exists(suppressed, :suppressed)',
        ExpressionAttributeValues: {
          ':suppressed': { reason, at, ...(why === undefined ? {} : { why }) },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const { heldBy, suppressed } = Attributes;
    if (typeof heldBy !== 'string') return;
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { subscriberId: heldBy, item: PROFILE_ITEM },
        UpdateExpression: 'SET suppressed = :suppressed',
        ConditionExpression: 'attribute_exists(subscriberId)',
        ExpressionAttributeValues: { ':suppressed': suppressed },
      }),
    );
  };

  /**
   * Lets the address be emailed again, and keeps why. Returns false if it was not suppressed.
   */
  readonly unsuppress = async (address: string, at: string, why: string): Promise<boolean> => {
    const { Attributes = {} } = await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: addressItemKey(address),
        UpdateExpression: 'SET unsuppressed = :unsuppressed REMOVE suppressed',
        ExpressionAttributeValues: { ':unsuppressed': { at, why } },
        ReturnValues: 'ALL_OLD',
      }),
    );
    const { heldBy, suppressed } = Attributes;
    // Even if the address was not suppressed: an earlier run may have ended between the two.
    if (typeof heldBy === 'string') {
      await updateConditionally(this.client, {
        TableName: this.table,
        Key: { subscriberId: heldBy, item: PROFILE_ITEM },
        UpdateExpression: 'REMOVE suppressed',
        ConditionExpression: 'attribute_exists(subscriberId)',
      });
    }
    return isSuppression(suppressed);
  };

  /**
   * Counts a temporary bounce, for example because the mailbox is full. The operator can see the
   * count.
   */
  readonly countSoftBounce = async (address: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: addressItemKey(address),
        UpdateExpression: 'ADD softBounces :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
  };
}

/** Whether the stored value is a suppression. */
export function isSuppression(value: unknown): value is NonNullable<Subscriber['suppressed']> {
  return typeof value === 'object' && value !== null && 'reason' in value;
}
