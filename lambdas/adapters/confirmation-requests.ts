import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  CONFIRMATION_RETENTION_MS,
  type DeliveryRequest,
  type StoredConfirmation,
  storedConfirmationSchema,
} from '../domain/delivery';
import type { PrepareConfirmationDependencies } from '../use-cases/prepare-delivery/confirmation';
import type { SendConfirmationDependencies } from '../use-cases/send-confirmation';
import { updateConditionally } from './dynamodb';
import { ledgerShardOf } from './ledger-shards';

/** When (ms) `recover` looks for the email of a request whose message may have been lost. */
const CHECK_AFTER_MS = 15 * 60_000;
/** After this time (ms), the same request is queued again if a person repeats it. */
const REPEAT_AFTER_MS = 60_000;

/**
 * The requests for confirmation emails, in the ledger. Each is stored before its email is queued, and
 * the ledger removes it when the email is sent or dropped.
 */
export class ConfirmationRequests {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * Stores the request as a waiting delivery, which `recover` queues if nobody does. The same request
   * is stored again only if no worker has tried to send it and its message may be lost, so that a
   * person who repeats it does not have to wait for `recover`.
   */
  readonly store: SendConfirmationDependencies['storeRequest'] = (
    deliveryId,
    confirmation,
    now,
  ) => {
    const request: DeliveryRequest = { kind: 'confirm', deliveryId };
    const nowMs = Date.parse(now);
    const iso = (ms: number) => new Date(ms).toISOString();
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: `SET #status = :waiting, kind = :kind, confirmation = :confirmation,
        #request = :request, unfinishedShard = :shard, checkAt = :checkAt, expiresAt = :expiresAt`,
      ConditionExpression: `attribute_not_exists(#status) OR (#status = :waiting
        AND attribute_not_exists(attempts) AND checkAt < :repeatBefore)`,
      ExpressionAttributeNames: { '#status': 'status', '#request': 'request' },
      ExpressionAttributeValues: {
        ':waiting': 'waiting',
        ':kind': request.kind,
        ':confirmation': confirmation,
        ':request': JSON.stringify(request),
        ':shard': ledgerShardOf(deliveryId),
        ':checkAt': iso(nowMs + CHECK_AFTER_MS),
        ':repeatBefore': iso(nowMs + CHECK_AFTER_MS - REPEAT_AFTER_MS),
        ':expiresAt': Math.ceil((nowMs + CONFIRMATION_RETENTION_MS) / 1000),
      },
    });
  };

  /** Undefined if it was never stored, or has been removed. */
  readonly find: PrepareConfirmationDependencies['findConfirmation'] = async (
    deliveryId,
  ): Promise<StoredConfirmation | undefined> => {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
    );
    return Item?.confirmation === undefined
      ? undefined
      : storedConfirmationSchema.parse(Item.confirmation);
  };
}
