import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type DeliveryRequest, deliveryRequestSchema } from '../domain/delivery';
import type { Item } from './dynamodb';
import { shardOf } from './shards';

/** Claims of one moment are spread over these, so that no index key takes them all. */
const SHARDS = ['0', '1', '2', '3'] as const;
/** A run looks at so many of each shard; the next run finds the rest. */
const MAX_DELIVERIES_PER_SHARD = 500;

/** The part of the `unfinished` index that the delivery stands in until it is finished. */
export const unfinishedShardOf = (deliveryId: string): string => shardOf(deliveryId, SHARDS);

/** Deliveries that were claimed and never finished. */
export interface UnfinishedDeliveries {
  requests: DeliveryRequest[];
  /** Ids of those whose requests an earlier version wrote in another way. */
  unreadable: string[];
}

/** Reads what was claimed before a time (ISO 8601) and never finished. */
export function unfinishedDeliveries(client: DynamoDBDocumentClient, table: string) {
  const ofShard = async (shard: string, time: string): Promise<Item[]> => {
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
  };
  return async (time: string): Promise<UnfinishedDeliveries> => {
    const items = (await Promise.all(SHARDS.map((shard) => ofShard(shard, time)))).flat();
    const found: UnfinishedDeliveries = { requests: [], unreadable: [] };
    for (const { deliveryId, request } of items) {
      const read = readRequest(String(request));
      if (read) found.requests.push(read);
      else found.unreadable.push(String(deliveryId));
    }
    return found;
  };
}

/** Undefined for what is no request of this version, JSON or not: it must not hide the others. */
function readRequest(text: string): DeliveryRequest | undefined {
  try {
    return deliveryRequestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
