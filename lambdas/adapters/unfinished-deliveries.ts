import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { UnfinishedDelivery } from '../domain/unfinished-delivery';
import { unfinishedRequestSchema } from '../domain/unfinished-request';
import type { RecoveryLedger, UnfinishedEntry } from '../use-cases/recover-lost-work';
import type { DeliveryStatus } from './delivery-items';
import { type Item, updateConditionally } from './dynamodb';
import { LEDGER_SHARDS, type LedgerShard } from './ledger-shards';

/** Entries per query. A page has one query of each shard, so at most 1,600 entries. */
const ENTRIES_PER_QUERY = 100;

const entrySchema = z.object({
  deliveryId: z.string(),
  checkAt: z.string(),
  status: z.enum(['waiting', 'claimed']),
  claimedAt: z.exactOptional(z.string()),
  suspectedAt: z.exactOptional(z.string()),
  requeues: z._default(z.number(), 0),
  request: z.string(),
});

/**
 * The unfinished entries of the Deliveries table: deliveries that are claimed or waiting, and whatever
 * else waits in the same index.
 */
export class UnfinishedDeliveries implements RecoveryLedger {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  readonly dueAt: RecoveryLedger['dueAt'] = (time) => this.pagesDueAt(time);

  readonly suspect: RecoveryLedger['suspect'] = (deliveryId, { claimedAt, now, checkAt }) =>
    updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: 'SET suspectedAt = :now, checkAt = :checkAt',
      // Not if it was finished or claimed again since it was read.
      ConditionExpression:
        '#status = :claimed AND claimedAt = :claimedAt AND attribute_not_exists(suspectedAt)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':claimed': 'claimed' satisfies DeliveryStatus,
        ':claimedAt': claimedAt,
        ':now': now,
        ':checkAt': checkAt,
      },
    });

  readonly releaseSuspected: RecoveryLedger['releaseSuspected'] = (
    deliveryId,
    { suspectedAt, checkAt },
  ) =>
    updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: 'SET #status = :waiting, checkAt = :checkAt REMOVE suspectedAt',
      // A claim that was made since it was read is not suspected, or was suspected later.
      ConditionExpression: '#status = :claimed AND suspectedAt = :suspectedAt',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':waiting': 'waiting' satisfies DeliveryStatus,
        ':claimed': 'claimed' satisfies DeliveryStatus,
        ':suspectedAt': suspectedAt,
        ':checkAt': checkAt,
      },
    });

  readonly postpone: RecoveryLedger['postpone'] = (deliveryId, { from, checkAt }) =>
    updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: 'SET checkAt = :checkAt ADD requeues :one',
      // Nothing else has moved it since it was read, for example by finishing or claiming it.
      ConditionExpression: 'checkAt = :from',
      ExpressionAttributeValues: { ':from': from, ':checkAt': checkAt, ':one': 1 },
    });

  private async *pagesDueAt(time: string): AsyncGenerator<UnfinishedEntry[]> {
    let cursors: { shard: LedgerShard; next?: Item | undefined }[] = LEDGER_SHARDS.map((shard) => ({
      shard,
    }));
    while (cursors.length > 0) {
      const pages = await Promise.all(
        cursors.map(({ shard, next }) => this.pageOfShard(shard, time, next)),
      );
      const items = pages.flatMap((page) => page.items);
      if (items.length > 0) yield items.map(toEntry);
      cursors = pages.filter(({ next }) => next !== undefined);
    }
  }

  private async pageOfShard(shard: LedgerShard, time: string, startKey: Item | undefined) {
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'unfinished',
        KeyConditionExpression: 'unfinishedShard = :shard AND checkAt <= :time',
        ExpressionAttributeValues: { ':shard': shard, ':time': time },
        Limit: ENTRIES_PER_QUERY,
        ...(startKey ? { ExclusiveStartKey: startKey } : {}),
      }),
    );
    return { shard, items: Items, next: LastEvaluatedKey };
  }
}

/** An entry that this version cannot read must not block the others. */
function toEntry(item: Item): UnfinishedEntry {
  const { deliveryId, checkAt } = item;
  const key = { deliveryId: String(deliveryId), checkAt: String(checkAt) };
  const entry = entrySchema.safeParse(item).data;
  const delivery = entry && toDelivery(entry);
  const request = entry && parseRequest(entry.request);
  if (delivery === undefined || request === undefined) return { ...key, readable: false };
  return { ...key, readable: true, delivery, request };
}

function toDelivery(entry: z.output<typeof entrySchema>): UnfinishedDelivery | undefined {
  const { status, claimedAt, suspectedAt, requeues } = entry;
  if (status === 'waiting') return { status, requeues };
  if (claimedAt === undefined) return undefined;
  return { status, claimedAt, ...(suspectedAt === undefined ? {} : { suspectedAt }) };
}

function parseRequest(text: string) {
  try {
    return unfinishedRequestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
