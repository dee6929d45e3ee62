import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

/**
 * Whether sending is paused because the account's quota is used up: the item of the send slots holds
 * until when (`pausedUntil`, Unix time in ms).
 */
export function findSendingPause(
  client: DynamoDBDocumentClient,
  table: string,
): (now: string) => Promise<boolean> {
  return async (now) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { deliveryId: 'send-slots' } }),
    );
    return Number(Item?.pausedUntil ?? 0) > Date.parse(now);
  };
}
