import compileTemplates from './compile-templates';
import startDynamoDbLocal from './start-dynamodb-local';

/** Jest's global setup: what every suite finds in place. */
export default async function prepareRun(): Promise<void> {
  await compileTemplates();
  await startDynamoDbLocal();
}
