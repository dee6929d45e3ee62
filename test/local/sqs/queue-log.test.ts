import { spawnSync } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../../../lib/local/aws-clients';
import { type SqsServer, startSqs } from '../../../lib/local/sqs/sqs-server';

const directories: string[] = [];
const servers: SqsServer[] = [];
let reports: string[];

beforeEach(() => {
  reports = [];
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'queues-'));
  directories.push(directory);
  return directory;
}

/** A data directory whose queues.jsonl has this content. */
async function directoryWith(content: string): Promise<string> {
  const directory = await emptyDirectory();
  await writeFile(fileIn(directory), content);
  return directory;
}

function fileIn(directory: string): string {
  return path.join(directory, 'queues.jsonl');
}

async function start(dataDirectory: string): Promise<SqsServer> {
  const report = (line: string) => void reports.push(line);
  const server = await startSqs({ dataDirectory, report });
  servers.push(server);
  const queue = (name: string) => ({ name, arn: '', url: urlOf(server, name), attributes: {} });
  await server.createQueues([queue('Work'), queue('Other')]);
  return server;
}

/** Copies the directory as it would be if the process were killed at this moment. */
async function asAfterKill(directory: string): Promise<string> {
  const copy = await emptyDirectory();
  await cp(directory, copy, { recursive: true });
  return copy;
}

function createClient(endpoint: string): SQSClient {
  return new SQSClient(clientSettings(endpoint, 'local'));
}

function urlOf({ endpoint }: SqsServer, name: string): string {
  return `${endpoint}/000000000000/${name}`;
}

async function receive(server: SqsServer, then: 'delete' | 'keep'): Promise<string | undefined> {
  const sqs = createClient(server.endpoint);
  const QueueUrl = urlOf(server, 'Work');
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  if (then === 'delete') {
    const ReceiptHandle = message?.ReceiptHandle;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return message?.Body;
}

function messageLine(messageId: string): string {
  const message = { messageId, body: `"${messageId}"`, messageAttributes: {}, md5OfBody: '' };
  return JSON.stringify({ queueName: 'Work', message });
}

describe('queues with a data directory', () => {
  it('have a message after a kill, from the moment that it was sent', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"one"');
    await server.send(urlOf(server, 'Other'), '"two"');
    const after = await start(await asAfterKill(directory));
    expect(await after.messages('Work')).toEqual(['"one"']);
    expect(await after.messages('Other')).toEqual(['"two"']);
  });

  it('have a message after a kill that was in flight, but not one that was deleted', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"deleted"');
    await server.send(urlOf(server, 'Work'), '"in flight"');
    expect(await receive(server, 'delete')).toBe('"deleted"');
    expect(await receive(server, 'keep')).toBe('"in flight"');
    const after = await start(await asAfterKill(directory));
    expect(await after.messages('Work')).toEqual(['"in flight"']);
    expect(await receive(after, 'delete')).toBe('"in flight"');
    expect(await after.messages('Work')).toEqual([]);
  });

  it('store their messages in a file that only its owner can read', async () => {
    const directory = await directoryWith('');
    await start(directory);
    expect((await stat(fileIn(directory))).mode & 0o777).toBe(0o600);
  });

  it('limit the size of the file while they run', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    // Ten million bytes in all.
    for (let sent = 0; sent < 40; sent += 1) {
      await server.send(urlOf(server, 'Work'), 'x'.repeat(250_000));
      await receive(server, 'delete');
    }
    await server.send(urlOf(server, 'Work'), '"last"');
    expect((await stat(fileIn(directory))).size).toBeLessThan(5_000_000);
    const after = await start(await asAfterKill(directory));
    expect(await after.messages('Work')).toEqual(['"last"']);
  });

  it('remove deleted messages from the file at the next start', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"deleted"');
    await receive(server, 'delete');
    await server.stop();
    await start(directory);
    expect(await readFile(fileIn(directory), 'utf8')).toBe('');
  });
});

describe('a damaged queues.jsonl', () => {
  it('loses only an incomplete last line, says so, and continues on a new line', async () => {
    const directory = await emptyDirectory();
    const server = await start(directory);
    await server.send(urlOf(server, 'Work'), '"whole"');
    await server.stop();
    await appendFile(fileIn(directory), '{"queueName":"Work","mess');
    const after = await start(directory);
    expect(reports).toEqual([
      `Dropped the incomplete last line of ${fileIn(directory)}, which a crash or a full disk left. Its sender got no confirmation.`,
    ]);
    await after.send(urlOf(after, 'Work'), '"next"');
    const last = await start(await asAfterKill(directory));
    expect(await last.messages('Work')).toEqual(['"whole"', '"next"']);
    expect(reports).toHaveLength(1);
  });

  it('keeps a complete last line that lacks its line break', async () => {
    const directory = await directoryWith(`${messageLine('one')}\n${messageLine('two')}`);
    expect(await (await start(directory)).messages('Work')).toEqual(['"one"', '"two"']);
    expect(reports).toEqual([]);
  });

  it.each([
    ['null', 'null'],
    ['a number', '7'],
    ['an incomplete line', '{"queueName":"Work","mess'],
    ['two lines in one', `{"queueName":"Work","mess${messageLine('two')}`],
    ['a message without an id', '{"queueName":"Work","message":{}}'],
  ])('is refused by file and line if a line is %s', async (_what, line) => {
    const content = `${messageLine('one')}\n${line}\n${messageLine('three')}\n`;
    const directory = await directoryWith(content);
    await expect(start(directory)).rejects.toThrow(
      expect.objectContaining({
        name: 'LocalStackError',
        message: `Line 2 of ${fileIn(directory)} is damaged: it isn't a message of a queue. Delete that line to start without the message, or delete the file to start with empty queues.`,
      }),
    );
    // The file is left as it was, for the person to repair.
    expect(await readFile(fileIn(directory), 'utf8')).toBe(content);
  });

  it('is refused by name if it is a directory', async () => {
    const directory = await emptyDirectory();
    await cp(__dirname, fileIn(directory), { recursive: true });
    await expect(start(directory)).rejects.toThrow(`${fileIn(directory)} can't be read: `);
  });
});

it('a full disk leaves no half line in the queue log', async () => {
  const directory = await emptyDirectory();
  const module = path.resolve(__dirname, '../../../lib/local/sqs/queue-log.mjs');
  const script = `
    import { QueueLog } from ${JSON.stringify(pathToFileURL(module).href)};
    const log = new QueueLog(${JSON.stringify(fileIn(directory))});
    log.add('Work', { messageId: 'one' });
    try {
      log.add('Work', { messageId: 'too large', body: 'x'.repeat(100_000) });
      console.log('not refused');
    } catch {}
    log.add('Work', { messageId: 'two' });`;
  // The limit on file sizes lets a write stop halfway, as a full disk does. 64 blocks are 32 KiB.
  const command = 'trap "" XFSZ; ulimit -f 64; exec "$@"';
  const node = [process.execPath, '--input-type=module', '-e', script];
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', command, 'sh', ...node]);
  expect(`${stdout}${stderr}`).toBe('');
  const lines = (await readFile(fileIn(directory), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).message.messageId)).toEqual(['one', 'two']);
});
