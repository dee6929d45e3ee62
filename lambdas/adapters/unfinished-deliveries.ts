import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type DeliveryRequest, deliveryRequestSchema } from '../domain/delivery';
import type { Item } from './dynamodb';
import { shardOf } from './shards';

/** Partition keys of the `unfinished` index. Several, so that a burst of claims has no hot partition. */
const SHARDS = ['0', '1', '2', '3'] as const;
/** One run reads this many deliveries of each shard; the next run reads the rest. */
const MAX_DELIVERIES_PER_SHARD = 500;

/** The partition key of a delivery in the `unfinished` index, which it leaves when it is finished. */
export const unfinishedShardOf = (deliveryId: string): string => shardOf(deliveryId, SHARDS);

/** Deliveries that were claimed but not finished. */
export interface UnfinishedDeliveries {
  requests: DeliveryRequest[];
  /** Ids of deliveries whose requests this version cannot read, for example from an older version. */
  unreadable: string[];
}

/** Reads the deliveries that were claimed before `time` (ISO 8601) and are not finished. */
export function unfinishedDeliveries(client: DynamoDBDocumentClient, table: string) {
  return async (time: string): Promise<UnfinishedDeliveries> => {
    const items = (
      await Promise.all(SHARDS.map((shard) => queryShard(client, table, shard, time)))
    ).flat();
    const deliveries: UnfinishedDeliveries = { requests: [], unreadable: [] };
    for (const { deliveryId, request: stored } of items) {
      const request = parseRequest(String(stored));
      if (request) deliveries.requests.push(request);
      else deliveries.unreadable.push(String(deliveryId));
    }
    return deliveries;
  };
}

async function queryShard(
  client: DynamoDBDocumentClient,
  table: string,
  shard: string,
  time: string,
): Promise<Item[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'unfinished',
      KeyConditionExpression: 'unfinishedShard = :shard AND claimedAt < :time',
      ExpressionAttributeValues: { ':shard': shard, ':time': time },
      Limit: MAX_DELIVERIES_PER_SHARD,
    }),
  );
  return Items;
}

/** The ids of the deliveries that were claimed before `time` (ISO 8601) and are not finished. */
export function unfinishedDeliveryIds(client: DynamoDBDocumentClient, table: string) {
  return async (time: string): Promise<string[]> => {
    const items = await Promise.all(SHARDS.map((shard) => queryShard(client, table, shard, time)));
    return items.flat().map(({ deliveryId }) => String(deliveryId));
  };
}

/** Undefined if it is not a request of this version. One unreadable request must not block the others. */
function parseRequest(text: string): DeliveryRequest | undefined {
  try {
    return deliveryRequestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
