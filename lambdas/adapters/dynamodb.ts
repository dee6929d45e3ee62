import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';

export type Item = Record<string, unknown>;

/** A connection to DynamoDB, for those that hand it on to adapters and never use it themselves. */
export type DynamoDb = DynamoDBDocumentClient;

/** The client that every table adapter works with. Absent values are left out, never stored as null. */
export function connectDynamoDb(): DynamoDb {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

/** DynamoDB's own bound: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_KEYS_PER_BATCH = 100;
/** The longest briefing has some 200 batches: all at once, they would throttle a new table. */
const MAX_CONCURRENT_BATCHES = 16;
const BASE_DELAY_MS = 50;
const MAX_ATTEMPTS = 8;

/**
 * Reads the items under these keys, in no order; keys without an item are left out. Batches go out
 * side by side, so that the keys of an ordinary briefing take one round trip.
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  keys: Item[],
  options: { attributes?: string[]; consistent?: boolean } = {},
): Promise<Item[]> {
  const batches: Item[][] = [];
  for (let start = 0; start < keys.length; start += MAX_KEYS_PER_BATCH) {
    batches.push(keys.slice(start, start + MAX_KEYS_PER_BATCH));
  }
  const found: Item[] = [];
  for (let start = 0; start < batches.length; start += MAX_CONCURRENT_BATCHES) {
    const group = batches.slice(start, start + MAX_CONCURRENT_BATCHES);
    const items = await Promise.all(group.map((batch) => getBatch(client, table, batch, options)));
    found.push(...items.flat());
  }
  return found;
}

async function getBatch(
  client: DynamoDBDocumentClient,
  table: string,
  keys: Item[],
  { attributes, consistent }: { attributes?: string[]; consistent?: boolean },
): Promise<Item[]> {
  const items: Item[] = [];
  let waiting = keys;
  for (let round = 0; waiting.length > 0; round += 1) {
    if (round === MAX_ATTEMPTS) throw new Error(`${table} left ${waiting.length} keys unread.`);
    // What DynamoDB did not get to (16 MB an answer, or too busy) is asked for again, a little later.
    if (round > 0) await sleep(BASE_DELAY_MS * 2 ** (round - 1) * Math.random());
    const answer = await client.send(
      new BatchGetCommand({
        RequestItems: {
          [table]: {
            Keys: waiting,
            ...(consistent ? { ConsistentRead: true } : {}),
            ...(attributes ? projectionOf(attributes) : {}),
          },
        },
      }),
    );
    items.push(...(answer.Responses?.[table] ?? []));
    waiting = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

/** A projection by placeholders, since an attribute may have a reserved name. */
function projectionOf(attributes: string[]) {
  return {
    ProjectionExpression: attributes.map((_, index) => `#a${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(
      attributes.map((attribute, index) => [`#a${index}`, attribute]),
    ),
  };
}

/** Whether a write was refused because its condition did not hold. */
export function isConditionFailure(error: unknown): error is ConditionalCheckFailedException {
  return error instanceof ConditionalCheckFailedException;
}

/** Updates an item if the condition holds; false when it does not, and then nothing was changed. */
export async function updateIf(
  client: DynamoDBDocumentClient,
  update: UpdateCommandInput & { ConditionExpression: string },
): Promise<boolean> {
  try {
    await client.send(new UpdateCommand(update));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Why each part of a transaction was refused (`None` where it was not), when it was cancelled. */
export function cancellationReasons(error: unknown): string[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}

/** Does the work again while others' transactions stand in its way, after ever longer pauses. */
export async function retryConflicts<T>(work: () => Promise<T>, rounds = 12): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await work();
    } catch (error) {
      const conflict = cancellationReasons(error)?.includes('TransactionConflict') ?? false;
      if (!conflict || round === rounds) throw error;
      await sleep(Math.min(BASE_DELAY_MS * 2 ** round, 2_000) * Math.random());
    }
  }
}
