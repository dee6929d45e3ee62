import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { DUE_SHARDS } from '../domain/due-digests';
import {
  DIGEST_FREQUENCIES,
  type DigestFrequency,
  FREQUENCIES,
  type Frequency,
} from '../domain/frequency';
import { DIGEST_PREFIX } from './subscriber-items';

/** When a subscriber's next digest is due (ISO 8601). */
export interface NextDigest {
  frequency: DigestFrequency;
  dueAt: string;
}

const planSchema = z.object({ frequency: z.enum(DIGEST_FREQUENCIES), dueAt: z.string() });

/** Reads when the next digests of a subscriber are due. Those that are not planned are left out. */
export function nextDigests(client: DynamoDBDocumentClient, table: string) {
  return async (subscriberId: string): Promise<NextDigest[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'subscriberId = :id AND begins_with(#item, :digests)',
        ExpressionAttributeNames: { '#item': 'item' },
        ExpressionAttributeValues: { ':id': subscriberId, ':digests': DIGEST_PREFIX },
        ConsistentRead: true,
      }),
    );
    return Items.flatMap((item) => planSchema.safeParse(item).data ?? []);
  };
}

/** A digest that should have been sent, or gathered alerts (`instant`). */
export interface OverdueDigest {
  subscriberId: string;
  frequency: Frequency;
  /** ISO 8601. */
  dueAt: string;
}

const dueSchema = z.object({ frequency: z.enum(FREQUENCIES), dueAt: z.string() });

/** Reads up to `limit` of the digests that have been due since before `time` (ISO 8601). */
export function overdueDigests(client: DynamoDBDocumentClient, table: string) {
  return async (time: string, limit: number): Promise<OverdueDigest[]> => {
    const ofShards = await Promise.all(
      DUE_SHARDS.map((shard) =>
        client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'due',
            KeyConditionExpression: 'dueShard = :shard AND dueAt < :time',
            ExpressionAttributeValues: { ':shard': shard, ':time': time },
            Limit: limit,
          }),
        ),
      ),
    );
    const items = ofShards.flatMap(({ Items = [] }) => Items);
    const overdue = items.flatMap((item) => {
      const due = dueSchema.safeParse(item).data;
      return due ? [{ ...due, subscriberId: String(item.subscriberId) }] : [];
    });
    return overdue.sort((a, b) => a.dueAt.localeCompare(b.dueAt)).slice(0, limit);
  };
}
