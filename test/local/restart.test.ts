import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { clientSettings } from '../../lib/local/aws-clients';
import { type LocalStack, startLocalStack } from '../../lib/local/local-stack';
import { mockHandlers } from './fixture/mock-handlers';
import { fixture, resetMockHandlers } from './fixture/service';

let dataDirectory: string;
let stack: LocalStack;

// Java takes two seconds or more to start.
jest.setTimeout(60_000);

beforeAll(async () => {
  dataDirectory = await mkdtemp(path.join(tmpdir(), 'briefwire-data-'));
  stack = await start();
});
beforeEach(resetMockHandlers);
afterAll(async () => {
  await stack.stop();
  await rm(dataDirectory, { recursive: true });
});

/** Starts the fixture with its own database. */
function start(): Promise<LocalStack> {
  return startLocalStack({ service: fixture, dataDirectory });
}

async function restart(): Promise<void> {
  await stack.stop();
  stack = await start();
}

function database(): DynamoDBClient {
  return new DynamoDBClient(clientSettings(stack.dynamoDb.endpoint, stack.dynamoDb.accessKeyId));
}

async function put(id: string): Promise<void> {
  const Item = { group: { S: 'g' }, id: { S: id } };
  await database().send(new PutItemCommand({ TableName: stack.tableName('Items'), Item }));
}

/** Collects the ids of the changes that the function receives. */
function collectChanges(): (string | undefined)[] {
  const ids: (string | undefined)[] = [];
  mockHandlers.stream = ({ Records }: DynamoDBStreamEvent) =>
    void ids.push(...Records.map(({ dynamodb }) => dynamodb?.Keys?.id?.S));
  return ids;
}

describe('a stack with a data folder, after a restart', () => {
  it('has its items, and processes no change twice', async () => {
    const ids = collectChanges();
    await put('one');
    await stack.idle();
    await restart();
    await put('two');
    await stack.idle();
    expect(ids).toEqual(['one', 'two']);
    const { Count } = await database().send(
      new ScanCommand({ TableName: stack.tableName('Items') }),
    );
    expect(Count).toBe(2);
  });

  it('processes a change that failed before', async () => {
    const failed = new Promise<void>((resolve) => {
      mockHandlers.stream = () => {
        resolve();
        throw new Error('not now');
      };
    });
    await put('late');
    await failed;
    const stopped = restart();
    const ids = collectChanges();
    await stopped;
    await stack.idle();
    expect(ids).toContain('late');
  });

  it('has the messages of its queues', async () => {
    const failed = new Promise<void>((resolve) => {
      mockHandlers.queue = () => {
        resolve();
        throw new Error('not now');
      };
    });
    const endpoint = process.env.AWS_ENDPOINT_URL_SQS ?? '';
    const sqs = new SQSClient(clientSettings(endpoint, 'local'));
    const QueueUrl = `${endpoint}/000000000000/${stack.queueName('WorkQueue')}`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later' }));
    await failed;
    const stopped = restart();
    const bodies: string[] = [];
    mockHandlers.queue = ({ Records }: SQSEvent) =>
      void bodies.push(...Records.map(({ body }) => body));
    await stopped;
    await stack.idle();
    expect(bodies).toEqual(['later']);
  });
});

it('shows its data only with the access key in the data folder', async () => {
  const key = await readFile(path.join(dataDirectory, 'dynamodb/access-key'), 'utf8');
  expect(key.trim()).toBe(stack.dynamoDb.accessKeyId);
  const stranger = new DynamoDBClient(clientSettings(stack.dynamoDb.endpoint, 'local'));
  expect((await stranger.send(new ListTablesCommand())).TableNames).toEqual([]);
});

it('leaves nothing running when it is stopped', async () => {
  const addresses = [
    stack.siteUrl,
    stack.inboxUrl,
    stack.dynamoDb.endpoint,
    process.env.AWS_ENDPOINT_URL_SQS ?? '',
    process.env.AWS_ENDPOINT_URL_SES ?? '',
  ];
  await stack.stop();
  for (const address of addresses) {
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  }
});
