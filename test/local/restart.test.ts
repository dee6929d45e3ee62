import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { clientSettings } from '../../lib/local/aws-clients';
import { type LocalStack, startLocalStack } from '../../lib/local/local-stack';
import { behaviours } from './fixture/behaviours';
import { fixture, forgetBehaviours } from './fixture/service';

let dataDirectory: string;
let stack: LocalStack;

// Each start takes Java two seconds or more.
jest.setTimeout(60_000);

beforeAll(async () => {
  dataDirectory = await mkdtemp(path.join(tmpdir(), 'briefwire-data-'));
  stack = await start();
});
beforeEach(forgetBehaviours);
afterAll(async () => {
  await stack.stop();
  await rm(dataDirectory, { recursive: true });
});

/** Starts the fixture with a database of its own. */
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

/** Remembers the ids of the changes that the function is told of. */
function listenToChanges(): (string | undefined)[] {
  const ids: (string | undefined)[] = [];
  behaviours.changes = ({ Records }: DynamoDBStreamEvent) =>
    void ids.push(...Records.map(({ dynamodb }) => dynamodb?.Keys?.id?.S));
  return ids;
}

describe('a stack that keeps its data, stopped and started again', () => {
  it('has its items, and tells of no change twice', async () => {
    const ids = listenToChanges();
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

  it('tells of a change that was not dealt with before', async () => {
    const failed = new Promise<void>((resolve) => {
      behaviours.changes = () => {
        resolve();
        throw new Error('not now');
      };
    });
    await put('late');
    await failed;
    const stopped = restart();
    const ids = listenToChanges();
    await stopped;
    await stack.idle();
    expect(ids).toContain('late');
  });

  it('has the messages that lay in its queues', async () => {
    const failed = new Promise<void>((resolve) => {
      behaviours.work = () => {
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
    behaviours.work = ({ Records }: SQSEvent) =>
      void bodies.push(...Records.map(({ body }) => body));
    await stopped;
    await stack.idle();
    expect(bodies).toEqual(['later']);
  });
});

it('leaves nothing running once it is stopped', async () => {
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
