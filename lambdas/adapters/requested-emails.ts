import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { CONFIRMATION_RETENTION_MS } from '../domain/delivery';
import { deliveryOf, type RequestedEmail, requestedEmailSchema } from '../domain/requested-email';
import { indexedAttributes } from './delivery-items';
import { type Item, updateConditionally } from './dynamodb';
import { ledgerShardOf } from './ledger-shards';
import { buildSetExpression } from './update-expression';

/** When (ms) `recover` looks for the email of a request whose message may have been lost. */
const CHECK_AFTER_MS = 15 * 60_000;
/** After this time (ms), the same request is queued again if a person repeats it. */
const REQUEUE_AFTER_MS = 60_000;

/**
 * The emails that people asked for, in the ledger. Each is stored before it is queued, and the ledger
 * removes the request when the email is sent or dropped.
 */
export class RequestedEmails {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * Stores the request as a waiting delivery, which `recover` queues if nobody does. The same request
   * is stored again only if no worker has tried to send it and its message may be lost, so that a
   * person who repeats it does not have to wait for `recover`. False if it was not stored.
   */
  readonly store = (requested: RequestedEmail, now: string): Promise<boolean> => {
    const request = deliveryOf(requested);
    const { deliveryId } = request;
    const nowMs = Date.parse(now);
    const iso = (ms: number) => new Date(ms).toISOString();
    const set = buildSetExpression({
      status: 'waiting',
      requested,
      // Stays when the request is removed, so that the same one is not sent again too soon.
      requestedAt: requested.askedAt,
      request: JSON.stringify(request),
      unfinishedShard: ledgerShardOf(deliveryId),
      checkAt: iso(nowMs + CHECK_AFTER_MS),
      expiresAt: Math.ceil((nowMs + CONFIRMATION_RETENTION_MS) / 1000),
      ...indexedAttributes(deliveryId, request),
    });
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: `SET ${set.assignments}`,
      ConditionExpression: `attribute_not_exists(#status) OR (#status = :status
        AND attribute_not_exists(attempts) AND #checkAt < :requeueBefore)`,
      ExpressionAttributeNames: set.names,
      ExpressionAttributeValues: {
        ...set.values,
        ':requeueBefore': iso(nowMs + CHECK_AFTER_MS - REQUEUE_AFTER_MS),
      },
    });
  };

  /** Undefined if it was never stored, or has been removed. */
  readonly find = async (deliveryId: string): Promise<RequestedEmail | undefined> => {
    const { requested, confirmation } = await this.read(deliveryId);
    if (requested !== undefined) return requestedEmailSchema.parse(requested);
    // Older versions stored only requests to follow topics.
    return confirmation === undefined
      ? undefined
      : requestedEmailSchema.parse({ about: 'follow', ...Object(confirmation) });
  };

  /** Removes the request of an email that waits to be sent. Its delivery is dropped. Safe to repeat. */
  readonly remove = async (deliveryId: string): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: 'REMOVE requested, confirmation',
      ConditionExpression: 'attribute_exists(deliveryId)',
    });
  };

  /** When it was last asked for (ISO 8601), even if it has been sent since. */
  readonly requestedAt = async (deliveryId: string): Promise<string | undefined> => {
    const { requestedAt } = await this.read(deliveryId);
    return requestedAt === undefined ? undefined : String(requestedAt);
  };

  private async read(deliveryId: string): Promise<Item> {
    const { Item: item = {} } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
    );
    return item;
  }
}
