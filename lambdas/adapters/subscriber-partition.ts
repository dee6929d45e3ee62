import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from './dynamodb';
import { type SubscriberPartition, toPartition } from './subscriber-items';

/** Reads everything that is stored about a subscriber. The read is consistent. */
export async function readPartition(
  client: DynamoDBDocumentClient,
  table: string,
  subscriberId: string,
): Promise<SubscriberPartition> {
  const items: Item[] = [];
  let startKey: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'subscriberId = :id',
        ExpressionAttributeValues: { ':id': subscriberId },
        ConsistentRead: true,
        ...(startKey ? { ExclusiveStartKey: startKey } : {}),
      }),
    );
    items.push(...Items);
    startKey = LastEvaluatedKey;
  } while (startKey);
  return toPartition(subscriberId, items);
}
