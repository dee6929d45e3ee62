import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  type DeleteCommandInput,
  DynamoDBDocumentClient,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { mapConcurrently } from '../domain/map-concurrently';

export type Item = Record<string, unknown>;

/** A DynamoDB client, for code that only passes it to adapters. */
export type DynamoDb = DynamoDBDocumentClient;

/**
 * How long one attempt of a call may take (ms): DynamoDB answers within milliseconds, and a call that
 * hangs is sent again. Without a limit, a write could become readable minutes after its timestamp.
 */
export const CALL_TIMEOUT_MS = 2_000;
const CONNECTION_TIMEOUT_MS = 1_000;
const MAX_CALL_ATTEMPTS = 5;

/**
 * Creates the client for all table adapters. It leaves out undefined values and never stores null for
 * them. A call that does not answer in time is cut off and repeated, at most five times.
 */
export function connectDynamoDb(): DynamoDb {
  const client = new DynamoDBClient({
    maxAttempts: MAX_CALL_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: CALL_TIMEOUT_MS,
      // For a response whose body stops arriving.
      socketTimeout: CALL_TIMEOUT_MS,
      // Without this, the SDK only logs a warning and keeps waiting.
      throwOnRequestTimeout: true,
    },
  });
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
}

/** DynamoDB's limit: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_KEYS_PER_BATCH = 100;
/** The longest briefing needs about 200 batches. Sending all at once would throttle a new table. */
const MAX_CONCURRENT_BATCHES = 16;
/** Retries use exponential backoff with full jitter. */
const BASE_DELAY_MS = 50;
const MAX_DELAY_MS = 2_000;
const MAX_BATCH_ATTEMPTS = 8;
const MAX_CONFLICT_ATTEMPTS = 12;

/**
 * Reads the items with these keys, in no particular order. Keys without an item are left out. Batches
 * are read concurrently, so that the keys of an ordinary briefing take one round trip.
 *
 * @throws Error if DynamoDB leaves keys unprocessed after all attempts.
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
  const read = await mapConcurrently(batches, MAX_CONCURRENT_BATCHES, (batch) =>
    getBatch(client, table, batch, options),
  );
  return read.flat();
}

async function getBatch(
  client: DynamoDBDocumentClient,
  table: string,
  keys: Item[],
  { attributes, consistent }: { attributes?: string[]; consistent?: boolean },
): Promise<Item[]> {
  const items: Item[] = [];
  let unprocessed = keys;
  for (let attempt = 1; unprocessed.length > 0; attempt += 1) {
    if (attempt > MAX_BATCH_ATTEMPTS) {
      throw new Error(`DynamoDB left ${unprocessed.length} keys of ${table} unprocessed.`);
    }
    if (attempt > 1) await sleep(BASE_DELAY_MS * 2 ** (attempt - 2) * Math.random());
    // DynamoDB leaves keys unprocessed if the response exceeds 16 MB or the table is throttled.
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({
        RequestItems: {
          [table]: {
            Keys: unprocessed,
            ...(consistent ? { ConsistentRead: true } : {}),
            ...(attributes ? projectionOf(attributes) : {}),
          },
        },
      }),
    );
    items.push(...(Responses?.[table] ?? []));
    unprocessed = UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return items;
}

/** A projection with placeholders, because the name of an attribute may be a reserved word. */
function projectionOf(attributes: string[]) {
  return {
    ProjectionExpression: attributes.map((_, index) => `#a${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(
      attributes.map((attribute, index) => [`#a${index}`, attribute]),
    ),
  };
}

/** Whether a write failed because its condition was not met. */
export function isConditionFailure(error: unknown): error is ConditionalCheckFailedException {
  return error instanceof ConditionalCheckFailedException;
}

/** Updates an item if the condition is met. Otherwise changes nothing and returns false. */
export async function updateConditionally(
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

/** Deletes an item if the condition is met. Otherwise changes nothing and returns false. */
export async function deleteConditionally(
  client: DynamoDBDocumentClient,
  deletion: DeleteCommandInput & { ConditionExpression: string },
): Promise<boolean> {
  try {
    await client.send(new DeleteCommand(deletion));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/**
 * Updates an item if the condition is met. Otherwise changes nothing and returns the item as it is: empty
 * if there is none. `beforeEachAttempt` is called right before the update is sent, and again before each
 * of the SDK's retries; if it throws, the update is not sent.
 */
export async function updateOrFind(
  client: DynamoDBDocumentClient,
  update: UpdateCommandInput & { ConditionExpression: string },
  beforeEachAttempt: () => void = () => {},
): Promise<Item | undefined> {
  const command = new UpdateCommand({ ...update, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
  command.middlewareStack.add(
    (next) => async (call) => {
      beforeEachAttempt();
      return next(call);
    },
    // The SDK's loop of retries is in this step too, with a higher priority. `override`, because the
    // document client applies the steps of a command twice.
    { step: 'finalizeRequest', priority: 'low', name: 'beforeEachAttempt', override: true },
  );
  try {
    await client.send(command);
    return undefined;
  } catch (error) {
    if (isConditionFailure(error)) return error.Item ? unmarshall(error.Item) : {};
    throw error;
  }
}

/**
 * The cancellation reason of each write of a transaction (`None` for a write that did not fail).
 * Undefined for any other error.
 */
export function cancellationReasons(error: unknown): string[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}

/** Retries a transaction, with backoff, while it conflicts with other transactions. */
export async function retryOnConflict<T>(
  transact: () => Promise<T>,
  maxAttempts = MAX_CONFLICT_ATTEMPTS,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact();
    } catch (error) {
      const conflict = cancellationReasons(error)?.includes('TransactionConflict') ?? false;
      if (!conflict || attempt === maxAttempts) throw error;
      await sleep(Math.min(BASE_DELAY_MS * 2 ** attempt, MAX_DELAY_MS) * Math.random());
    }
  }
}
