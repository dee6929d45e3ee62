import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { digestItem, dueShardOf } from '../../lambdas/adapters/subscriber-items';
import { DUE_SHARDS } from '../../lambdas/domain/due-digests';
import { WORKER_TIMEOUT_MS } from '../../lambdas/environment';
import { clientSettings } from '../../lib/local/aws-clients';
import { createTables } from '../../lib/local/dynamodb/create-tables';
import { startDynamoDbLocal } from '../../lib/local/dynamodb/dynamodb-local';
import { sdkEnvironment } from '../../lib/local/sdk-environment';
import { type SqsServer, startSqs } from '../../lib/local/sqs/sqs-server';
import { synthesizeLocalStage } from '../../lib/local/synthesize';
import { parseTemplate, type StackDefinition } from '../../lib/local/template/parse-template';
import { bundleHandler } from './bundle-handlers';
import type { FigureWriter } from './figures';

const DIGESTS = 100_000;
const MILLION = 1_000_000;
/** All due at one time, in the past. */
const DUE_AT = '2026-01-05T08:00:00.000Z';
const CONCURRENT_WRITES = 16;
const ITEMS_PER_WRITE = 25;
const UNUSED_URL = 'http://localhost:1';
const ACCESS_KEY = 'benchdue';

/**
 * What the calculation for AWS assumes, on the cautious side. A send to SQS takes 25 ms
 * (https://euno.news/posts/en/how-switching-to-sqs-batch-operations-improves-per-9e8b24, 2025-12-23). AWS promises
 * single-digit milliseconds for a read from DynamoDB; a page of 1,000 items is 40 of the smallest
 * reads (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html, read 2026-11-24).
 */
const SQS_SEND_MS = 25;
const DYNAMODB_PAGE_MS = 50;
const DIGESTS_PER_PAGE = 1_000;
const CONCURRENT_SENDS = 16;
/** A whole CPU has 1,769 MB: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const MB_PER_CPU = 1_769;
/** A poller notices the requests, and a function starts, within this time. */
const START_MS = 5_000;

/** What the process of the functions reports. */
interface DueDigestsReport {
  /** From the run of the schedule to the end of the last request. */
  seconds: number;
  /** Of the workers, as the others. */
  cpuSeconds: number;
  /** The most memory that was resident. */
  maxBytes: number;
  /** To DynamoDB and SQS. */
  requests: number;
  invocations: number;
}

/**
 * Queues due digests with the bundled functions, DynamoDB Local and the local queue, one request at a
 * time in a process of its own, and calculates how long a million take on AWS.
 */
export async function measureDigestsDue(figures: FigureWriter): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'digests-due-'));
  const dynamoDb = await startDynamoDbLocal();
  const sqs = await startSqs({});
  try {
    const definition = parseTemplate(synthesizeLocalStage(UNUSED_URL), { queues: sqs.endpoint });
    await sqs.createQueues(definition.queues);
    await putPlans(definition, dynamoDb.endpoint, figures);
    for (const handler of ['digests', 'due-digests']) {
      await bundleHandler(handler, path.join(directory, `${handler}.js`));
    }
    figures.progress('Queueing…');
    const report = await queueDigests(definition, directory, {
      dynamoDb: dynamoDb.endpoint,
      sqs: sqs.endpoint,
    });
    await verify(definition, sqs);
    write(figures, report, definition);
  } finally {
    await sqs.stop();
    await dynamoDb.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function putPlans(
  { tables }: StackDefinition,
  endpoint: string,
  figures: FigureWriter,
): Promise<void> {
  const client = new DynamoDBClient(clientSettings(endpoint, ACCESS_KEY));
  const subscribers = tables.filter(({ TableName }) => TableName.includes('Subscribers'));
  await createTables(client, subscribers);
  const table = subscribers[0]?.TableName ?? '';
  const documents = DynamoDBDocumentClient.from(client);
  figures.progress(`Writing ${DIGESTS} due digests…`);
  let next = 0;
  const writeAll = async () => {
    while (next < DIGESTS) {
      const items = Array.from({ length: ITEMS_PER_WRITE }, (_, index) => planOf(next + index));
      next += ITEMS_PER_WRITE;
      const puts = items.map((Item) => ({ PutRequest: { Item } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_WRITES }, writeAll));
  client.destroy();
}

/** As large as the plan of a subscriber in use. */
function planOf(number: number): Record<string, unknown> {
  const subscriberId = `01hzx${String(number).padStart(21, '0')}`;
  return {
    subscriberId,
    item: digestItem('daily'),
    frequency: 'daily',
    round: 412,
    follows: 3,
    settledUntil: '2026-01-04T07:58:00.000Z',
    listed: [],
    dueShard: dueShardOf(subscriberId),
    dueAt: DUE_AT,
  };
}

async function queueDigests(
  { functions, queues }: StackDefinition,
  directory: string,
  endpoints: { dynamoDb: string; sqs: string },
): Promise<DueDigestsReport> {
  const worker = functions.find(({ handler }) => handler === 'due-digests');
  const requests = queues.find(({ name }) => isQueueOf('DueDigests', name));
  const child = fork(path.join(__dirname, 'due-digests-worker.mjs'), {
    execArgv: ['--no-warnings'],
    env: {
      PATH: process.env.PATH,
      ...sdkEnvironment({ ...endpoints, ses: UNUSED_URL }, ACCESS_KEY),
      ...functions.find(({ handler }) => handler === 'digests')?.environment,
      ...worker?.environment,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      BENCH_DIRECTORY: directory,
      BENCH_QUEUE_URL: requests?.url ?? '',
      BENCH_TIMEOUT_MS: String(WORKER_TIMEOUT_MS),
    },
  });
  const [report] = await Promise.race([
    once(child, 'message') as Promise<[DueDigestsReport]>,
    once(child, 'exit').then(([code]) => {
      throw new Error(`The worker ended with ${code}.`);
    }),
  ]);
  return report;
}

const isQueueOf = (word: string, name: string) =>
  name.includes(word) && !name.includes('DeadLetters');

/** The queue of deliveries must have each digest exactly once. */
async function verify({ queues }: StackDefinition, sqs: SqsServer): Promise<void> {
  const queue = queues.find(({ name }) => isQueueOf(DELIVERIES_QUEUE, name))?.name ?? '';
  const bodies = await sqs.messages(queue);
  const distinct = new Set(bodies).size;
  if (bodies.length === DIGESTS && distinct === DIGESTS) return;
  throw new Error(`${bodies.length} deliveries were queued, ${distinct} of them distinct.`);
}

/** A word in the name of the queue that receives the digests. */
const DELIVERIES_QUEUE = 'LanesDigests';

function write(
  figures: FigureWriter,
  { seconds, cpuSeconds, maxBytes, requests, invocations }: DueDigestsReport,
  { functions, eventSources }: StackDefinition,
): void {
  const setup =
    `${DIGESTS} digests due at one time in ${DUE_SHARDS.length} shards, one worker, bundled functions, DynamoDB ` +
    `Local and the local queue, Node ${process.version}`;
  const figure = (name: string, value: number, unit: string, method: string) =>
    figures.write({ name: `digests due, ${name}`, value, unit, setup: method });
  figure('time', seconds, 's', setup);
  figure('peak memory of the worker', maxBytes / 2 ** 20, 'MiB', `${setup}; resident set`);
  figure('CPU', (cpuSeconds * 1000) / DIGESTS, 'ms/digest', setup);
  figure('requests to DynamoDB and SQS', requests / DIGESTS, 'requests/digest', setup);
  figure('invocations', invocations, 'invocations', setup);

  const worker = functions.find(({ handler }) => handler === 'due-digests');
  const source = eventSources.queues.find(({ functionArn }) => functionArn === worker?.arn);
  if (worker === undefined || source === undefined) throw new Error('There is no worker.');
  const cpus = Math.min(1, worker.memorySize / MB_PER_CPU);
  const cpuMs = (DIGESTS_PER_PAGE * cpuSeconds * 1000) / DIGESTS / cpus;
  const batches = (DIGESTS_PER_PAGE * requests) / DIGESTS - 1;
  const waitMs = DYNAMODB_PAGE_MS + Math.ceil(batches / CONCURRENT_SENDS) * SQS_SEND_MS;
  const workers = source.maximumConcurrency;
  const pagesPerWorker = MILLION / DIGESTS_PER_PAGE / workers;
  const minutes = (START_MS + pagesPerWorker * (cpuMs + waitMs)) / 60_000;
  figure(
    'a million on AWS',
    minutes,
    'minutes',
    `calculated: ${workers} workers of ${worker.memorySize} MB (${cpus.toFixed(2)} CPU), each page of ` +
      `${DIGESTS_PER_PAGE} takes ${Math.round(cpuMs)} ms of CPU as measured here, then ${DYNAMODB_PAGE_MS} ms for ` +
      `DynamoDB and ${Math.ceil(batches)} sends of ${SQS_SEND_MS} ms to SQS, ${CONCURRENT_SENDS} at a time ` +
      '(latencies of 2025-12-23 and 2026-11-24, sources in bin/bench/digests-due.ts)',
  );
}
