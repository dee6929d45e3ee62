import { appendFile, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../../../lib/local/aws-clients';
import { type SqsServer, startSqs } from '../../../lib/local/sqs/sqs-server';

const directories: string[] = [];
const servers: SqsServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'queues-'));
  directories.push(directory);
  return directory;
}

async function start(directory: string): Promise<SqsServer> {
  const server = await startSqs(client, directory);
  servers.push(server);
  const queue = (name: string) => ({ name, arn: '', url: urlOf(server, name), attributes: {} });
  await server.createQueues([queue('Work'), queue('Other')]);
  return server;
}

/** What a start would find if the process died at this moment, without a chance to tidy up. */
async function asLeftBehind(directory: string): Promise<string> {
  const copy = await emptyDirectory();
  await cp(directory, copy, { recursive: true });
  return copy;
}

function client(endpoint: string): SQSClient {
  return new SQSClient(clientSettings(endpoint, 'local'));
}

function urlOf({ endpoint }: SqsServer, name: string): string {
  return `${endpoint}/000000000000/${name}`;
}

/** Takes a message from the queue, and says that it is done with when told so. */
async function take(server: SqsServer, outcome: 'removed' | 'left'): Promise<string | undefined> {
  const sqs = client(server.endpoint);
  const QueueUrl = urlOf(server, 'Work');
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  if (outcome === 'removed') {
    const ReceiptHandle = message?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return message?.Body;
}

describe('queues that keep what lies in them', () => {
  it('have a message again from the moment that it was taken', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"one"');
    await server.send(urlOf(server, 'Other'), '"two"');
    const after = await start(await asLeftBehind(directory));
    expect(await after.messages('Work')).toEqual(['"one"']);
    expect(await after.messages('Other')).toEqual(['"two"']);
  });

  it('have a message again that was being worked on, and none that was done with', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"done"');
    await server.send(urlOf(server, 'Work'), '"in hand"');
    expect(await take(server, 'removed')).toBe('"done"');
    expect(await take(server, 'left')).toBe('"in hand"');
    const after = await start(await asLeftBehind(directory));
    expect(await after.messages('Work')).toEqual(['"in hand"']);
    expect(await take(after, 'removed')).toBe('"in hand"');
    expect(await after.messages('Work')).toEqual([]);
  });

  it('are not troubled by a line that was cut off', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"whole"');
    await server.stop();
    await appendFile(path.join(directory, 'queues.jsonl'), '{"queueName":"Work","mess');
    const after = await start(directory);
    await after.send(urlOf(after, 'Work'), '"next"');
    const last = await start(await asLeftBehind(directory));
    expect(await last.messages('Work')).toEqual(['"whole"', '"next"']);
  });

  it('don’t let the file grow for ever while they run', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    // Ten million bytes in all.
    for (let sent = 0; sent < 40; sent += 1) {
      await server.send(urlOf(server, 'Work'), 'x'.repeat(250_000));
      await take(server, 'removed');
    }
    await server.send(urlOf(server, 'Work'), '"last"');
    expect((await stat(path.join(directory, 'queues.jsonl'))).size).toBeLessThan(5_000_000);
    const after = await start(await asLeftBehind(directory));
    expect(await after.messages('Work')).toEqual(['"last"']);
  });

  it('forget in the file what was done with', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"done"');
    await take(server, 'removed');
    await server.stop();
    await start(directory);
    expect(await readFile(path.join(directory, 'queues.jsonl'), 'utf8')).toBe('');
  });
});
