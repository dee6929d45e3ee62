import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The function, by its handler, whose calls to DynamoDB fail. */
let failingFunction: string | undefined;

/** So that a function whose failed messages are received again at once does not try in a tight loop. */
const TIME_TO_FAIL_MS = 200;

/** Lets all calls to DynamoDB of the function fail, until it is called with undefined. */
export function failDatabaseOf(handler: string | undefined): void {
  failingFunction = handler;
}

/** Makes the client's calls fail while its function, whose environment is set at this moment, is to fail. */
export function injectDatabaseOutage(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  const handler = process.env.POWERTOOLS_SERVICE_NAME;
  client.middlewareStack.add(
    (next) => async (call) => {
      if (handler !== failingFunction) return next(call);
      await sleep(TIME_TO_FAIL_MS);
      throw new Error('DynamoDB is away.');
    },
    { step: 'initialize', name: 'injectDatabaseOutage' },
  );
  return client;
}
