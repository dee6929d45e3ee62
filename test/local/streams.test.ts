import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { clientSettings } from '../../lib/local/aws-clients';
import type { LocalStack } from '../../lib/local/local-stack';
import { mockHandlers } from './fixture/mock-handlers';
import { resetMockHandlers, startFixture } from './fixture/service';

let stack: LocalStack;
let client: DynamoDBClient;
let batches: DynamoDBStreamEvent[];

beforeAll(async () => {
  stack = await startFixture({ retryDelayMs: 0 });
  client = new DynamoDBClient(clientSettings(stack.dynamoDb.endpoint, stack.dynamoDb.accessKeyId));
});
beforeEach(() => {
  resetMockHandlers();
  batches = [];
  mockHandlers.stream = (event: DynamoDBStreamEvent) => void batches.push(event);
});
afterAll(async () => {
  client.destroy();
  await stack.stop();
});

async function put(id: string, more = {}): Promise<void> {
  const Item = { group: { S: 'g' }, id: { S: id }, ...more };
  await client.send(new PutItemCommand({ TableName: stack.tableName('Items'), Item }));
}

function idsOf({ Records }: DynamoDBStreamEvent): (string | undefined)[] {
  return Records.map(({ dynamodb }) => dynamodb?.Keys?.id?.S);
}

describe('a table’s stream', () => {
  it('passes each change to the function, in order and in batches no larger than declared', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await put(id);
    await stack.idle();
    expect(batches.flatMap(idsOf)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(Math.max(...batches.map(({ Records }) => Records.length))).toBeLessThanOrEqual(3);
  });

  it('describes a change as Lambda does', async () => {
    await put('old', { size: { N: '1' } });
    await put('old', { size: { N: '2' }, bytes: { B: Buffer.from('hi') }, ok: { BOOL: true } });
    await stack.idle();
    expect(batches.flatMap(({ Records }) => Records).at(-1)).toMatchObject({
      eventName: 'MODIFY',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        Keys: { group: { S: 'g' }, id: { S: 'old' } },
        OldImage: { size: { N: '1' } },
        NewImage: { size: { N: '2' }, bytes: { B: 'aGk=' }, ok: { BOOL: true } },
        ApproximateCreationDateTime: expect.any(Number),
        SequenceNumber: expect.stringMatching(/^\d+$/),
      },
    });
  });

  it('skips the changes that do not match the filter', async () => {
    await put('deleted');
    await stack.idle();
    batches = [];
    const Key = { group: { S: 'g' }, id: { S: 'deleted' } };
    await client.send(new DeleteItemCommand({ TableName: stack.tableName('Items'), Key }));
    await stack.idle();
    expect(batches).toEqual([]);
  });

  it('discards a record that keeps failing, sends its position to the queue, and continues', async () => {
    const done: (string | undefined)[] = [];
    mockHandlers.stream = (event: DynamoDBStreamEvent) => {
      const ids = idsOf(event);
      const at = ids.indexOf('poison');
      done.push(...(at < 0 ? ids : ids.slice(0, at)));
      const itemIdentifier = event.Records[at]?.dynamodb?.SequenceNumber;
      return { batchItemFailures: at < 0 ? [] : [{ itemIdentifier }] };
    };
    for (const id of ['before', 'poison', 'after']) await put(id);
    await stack.idle();
    expect(done).toEqual(['before', 'after']);
    const [failure = '{}', ...others] = await stack.messages('Discarded');
    expect(others).toEqual([]);
    expect(JSON.parse(failure)).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: expect.any(String) },
    });
  });
});
