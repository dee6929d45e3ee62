import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectDynamoDb } from '../../lambdas/adapters/dynamodb';
import { Matches } from '../../lambdas/adapters/matches';
import { sdkEnvironment } from '../../lib/local/sdk-environment';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = '2026-12-02T12:00:00.000Z';

describe('a call to DynamoDB that hangs', () => {
  let adapters: Adapters;
  let proxy: Server;
  let hanging: number;
  let received: number;
  const before = { ...process.env };
  beforeAll(async () => {
    adapters = await makeAdapters();
    const { hostname, port } = await (
      adapters.client.config.endpoint as () => Promise<{ hostname: string; port: number }>
    )();
    proxy = createServer((incoming, response) => {
      received += 1;
      if (received <= hanging) return;
      const { method = 'POST', url = '/', headers } = incoming;
      const call = forward({ hostname, port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(call);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { accessKeyId } = await adapters.client.config.credentials();
    const endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const endpoints = { dynamoDb: endpoint, sqs: endpoint, ses: endpoint };
    Object.assign(process.env, sdkEnvironment(endpoints, accessKeyId));
  });
  beforeEach(() => {
    received = 0;
  });
  afterAll(async () => {
    process.env = before;
    proxy.closeAllConnections();
    proxy.close();
    await adapters.remove();
  });

  it('is cut off and repeated, so that a match is readable seconds after its time', async () => {
    hanging = 1;
    const client = connectDynamoDb();
    const matches = new Matches(client, adapters.name('Matches'), () => NOON);
    const match = { topicId: 'heron', briefingId: 'lake', edition: 1, words: [], snippet: [] };
    expect(await matches.record(match)).toEqual({ outcome: 'recorded', matchedAt: NOON });
    expect(received).toBe(2);
    client.destroy();
  }, 20_000);
});
