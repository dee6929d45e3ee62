import './start-dynamodb-local';

/** Jest's global teardown: stops DynamoDB Local. */
export default async function stop(): Promise<void> {
  await globalThis.stopDynamoDbLocal?.();
}
