import './start-dynamodb-local';

/** Jest's global teardown: ends what the global setup started. */
export default async function stop(): Promise<void> {
  await globalThis.stopDynamoDbLocal?.();
}
