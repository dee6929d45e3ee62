import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../lib/local/aws-clients';
import { prepareDatabaseFiles } from '../../../lib/local/dynamodb/database-files';
import { startDynamoDbLocal } from '../../../lib/local/dynamodb/dynamodb-local';
import { javaProgram } from '../../../lib/local/dynamodb/java';
import { freePort } from '../../../lib/local/processes/ports';

// Java takes seconds to start.
jest.setTimeout(60_000);

const KEY = 'local0123456789abcdef';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'dynamodb-'));
});
afterEach(() => rm(directory, { recursive: true }));

function client(endpoint: string, accessKeyId: string): DynamoDBClient {
  return new DynamoDBClient({ ...clientSettings(endpoint, accessKeyId), maxAttempts: 1 });
}

async function createItem(dynamoDb: DynamoDBClient): Promise<void> {
  await dynamoDb.send(
    new CreateTableCommand({
      TableName: 'Items',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  const Item = { id: { S: 'one' }, email: { S: 'ann@example.org' } };
  await dynamoDb.send(new PutItemCommand({ TableName: 'Items', Item }));
}

async function readEmail(dynamoDb: DynamoDBClient): Promise<string | undefined> {
  const Key = { id: { S: 'one' } };
  const { Item } = await dynamoDb.send(new GetItemCommand({ TableName: 'Items', Key }));
  return Item?.email?.S;
}

/** Starts DynamoDB Local with `-sharedDb` on the directory, as earlier versions of Briefwire did. */
async function withSharedDb(use: (endpoint: string) => Promise<void>): Promise<void> {
  const emulator = path.join(
    path.dirname(require.resolve('amplify-dynamodb-simulator/package.json')),
    'emulator',
  );
  const port = await freePort();
  const child = spawn(
    javaProgram(process.env),
    [
      `-Djava.library.path=${path.join(emulator, 'DynamoDBLocal_lib')}`,
      ...['-jar', path.join(emulator, 'DynamoDBLocal.jar'), '-disableTelemetry'],
      ...['-port', String(port), '-sharedDb', '-dbPath', directory],
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const endpoint = `http://127.0.0.1:${port}`;
  while (!(await fetch(endpoint).then(Boolean, () => false))) await sleep(50);
  await use(endpoint);
  child.kill();
  await ended;
}

/** The addresses of this machine in its network, such as 192.168.1.5. */
function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

describe('DynamoDB Local', () => {
  it('listens on the loopback address only', async () => {
    const dynamoDb = await startDynamoDbLocal();
    const { port } = new URL(dynamoDb.endpoint);
    // 127.0.0.2 belongs to this machine too, and reaches a server that listens on every address.
    for (const address of ['127.0.0.2', ...networkAddresses()]) {
      await expect(fetch(`http://${address}:${port}`)).rejects.toThrow('fetch failed');
    }
    expect((await fetch(dynamoDb.endpoint)).status).toBe(400);
    await dynamoDb.stop();
  });

  it('allows no web page to read its responses', async () => {
    const dynamoDb = await startDynamoDbLocal();
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const response = await fetch(dynamoDb.endpoint, { method: 'OPTIONS', headers });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    await dynamoDb.stop();
  });

  it('keeps data on disk, and shows it only with the access key', async () => {
    const before = await startDynamoDbLocal({ directory });
    await createItem(client(before.endpoint, KEY));
    await before.stop();
    const after = await startDynamoDbLocal({ directory });
    expect(await readEmail(client(after.endpoint, KEY))).toBe('ann@example.org');
    const other = await client(after.endpoint, 'anyone').send(new ListTablesCommand());
    expect(other.TableNames).toEqual([]);
    await after.stop();
  });

  it('takes over the shared database of an earlier version', async () => {
    await withSharedDb((endpoint) => createItem(client(endpoint, 'local')));
    const files = await prepareDatabaseFiles(directory);
    const dynamoDb = await startDynamoDbLocal(files);
    const { endpoint } = dynamoDb;
    expect(await readEmail(client(endpoint, files.accessKeyId))).toBe('ann@example.org');
    await dynamoDb.stop();
  });
});
