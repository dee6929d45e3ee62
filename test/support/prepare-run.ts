import compileTemplates from './compile-templates';
import startDynamoDbLocal from './start-dynamodb-local';

/** Jest's global setup: compiles the email templates and starts DynamoDB Local. */
export default async function prepareRun(): Promise<void> {
  await compileTemplates();
  await startDynamoDbLocal();
}
