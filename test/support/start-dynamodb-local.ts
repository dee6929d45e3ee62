import { startDynamoDbLocal } from '../../lib/local/dynamodb/dynamodb-local';

/** Jest's global setup: starts one DynamoDB Local for the whole run. `dynamoDbLocal()` is its endpoint. */
export default async function start(): Promise<void> {
  const dynamoDb = await startDynamoDbLocal();
  process.env.BRIEFWIRE_TEST_DYNAMODB = dynamoDb.endpoint;
  globalThis.stopDynamoDbLocal = dynamoDb.stop;
}

declare global {
  var stopDynamoDbLocal: (() => Promise<void>) | undefined;
}
