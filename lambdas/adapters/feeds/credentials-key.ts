import { randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { isConditionFailure } from '../dynamodb';

/** Functions that read feeds may read and write no other item of the Topics table (`lib/feed-reading.ts`). */
const KEY_ITEM = { key: 'feed-credentials' };
const KEY_BYTES = 32;

const storedKey = z.object({ secret: z.string() });

/**
 * Reads the key that encrypts names and passwords of feeds, and creates it when it is needed first. It is
 * in another table than they are, so that neither table nor its backups are enough to read them.
 */
export function readCredentialsKey(client: DynamoDBDocumentClient, topicsTable: string) {
  const read = async (): Promise<Uint8Array | undefined> => {
    const { Item: item } = await client.send(
      new GetCommand({ TableName: topicsTable, Key: KEY_ITEM, ConsistentRead: true }),
    );
    return item && new Uint8Array(Buffer.from(storedKey.parse(item).secret, 'base64url'));
  };
  return async (): Promise<Uint8Array> => {
    const existing = await read();
    if (existing) return existing;
    const secret = randomBytes(KEY_BYTES);
    try {
      await client.send(
        new PutCommand({
          TableName: topicsTable,
          Item: { ...KEY_ITEM, secret: secret.toString('base64url') },
          ConditionExpression: 'attribute_not_exists(#key)',
          ExpressionAttributeNames: { '#key': 'key' },
        }),
      );
      return new Uint8Array(secret);
    } catch (error) {
      // Another function has created it meanwhile.
      const created = isConditionFailure(error) ? await read() : undefined;
      if (created) return created;
      throw error;
    }
  };
}
