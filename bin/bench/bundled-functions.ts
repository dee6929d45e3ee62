import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../lib/local/aws-clients';
import { createTables } from '../../lib/local/dynamodb/create-tables';
import { startDynamoDbLocal } from '../../lib/local/dynamodb/dynamodb-local';
import { runtimeEnvironment, withEnvironment } from '../../lib/local/functions/runtime-environment';
import { applySdkEnvironment, sdkEnvironment } from '../../lib/local/sdk-environment';
import { synthesizeLocalStage } from '../../lib/local/synthesize';
import { parseTemplate } from '../../lib/local/template/parse-template';
import { bundleHandler } from './bundle-handlers';

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** Functions as they are deployed, in this process; the services that they call are other processes. */
export interface BundledFunctions {
  readonly client: DynamoDBClient;
  /** The name of the table whose logical id contains the word. */
  tableName(word: string): string;
  /** Bundles and loads a function. It stops at the first failed record. */
  load(handler: string): Promise<(event: unknown) => Promise<unknown>>;
  stop(): Promise<void>;
}

const ACCESS_KEY = 'bench';
const UNUSED_URL = 'http://localhost:1';
/** So high that no function waits for its share. */
const SETTINGS = { sendRate: '2800', dailyQuota: '100000000' };

/** Starts DynamoDB Local with the stack's tables, and a fake of SES and SQS. */
export async function startBundledFunctions(): Promise<BundledFunctions> {
  const fake = fork(path.join(__dirname, 'fake-services.mjs'), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const dynamoDb = await startDynamoDbLocal();
  const [port] = await once(fake.stdout ?? fake, 'data');
  const fakeUrl = `http://127.0.0.1:${String(port).trim()}`;
  const stage = parseTemplate(synthesizeLocalStage('http://localhost:3000', SETTINGS), {
    queues: fakeUrl,
  });
  const client = new DynamoDBClient(clientSettings(dynamoDb.endpoint, ACCESS_KEY));
  await createTables(client, stage.tables);
  const sdk = sdkEnvironment(
    { dynamoDb: dynamoDb.endpoint, sqs: fakeUrl, ses: fakeUrl },
    ACCESS_KEY,
  );
  const restore = applySdkEnvironment(sdk);
  const directory = mkdtempSync(path.join(tmpdir(), 'briefwire-bench-'));

  return {
    client,
    tableName: (word) =>
      stage.tables.find(({ TableName }) => TableName.includes(word))?.TableName ?? UNUSED_URL,
    load: async (handler) => {
      const definition = stage.functions.find((fn) => fn.handler === handler);
      if (definition === undefined) throw new Error(`The stack has no function ${handler}.`);
      const file = path.join(directory, `${handler}.js`);
      await bundleHandler(handler, file);
      // A worker's own pace must not slow the measurement.
      const base = { ...sdk, POWERTOOLS_LOG_LEVEL: 'SILENT' };
      const environment = { ...runtimeEnvironment(definition, base), WORKER_SEND_RATE: '100000' };
      const loaded = withEnvironment(environment, () => createRequire(file)(file)) as {
        handler: Handler;
      };
      return (event) =>
        loaded.handler(event, { getRemainingTimeInMillis: () => definition.timeoutMs });
    },
    stop: async () => {
      client.destroy();
      restore();
      fake.disconnect();
      rmSync(directory, { recursive: true, force: true });
      await dynamoDb.stop();
    },
  };
}
