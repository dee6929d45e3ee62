import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import { type BundledFunctions, startBundledFunctions } from './bundled-functions';
import { cpuMsPerRun } from './cpu-time';
import type { FigureWriter } from './figures';
import { indexSampleTopics } from './index-figures';
import { realTexts } from './real-texts';
import { sampleBriefings } from './sample-briefings';

const READERS = 1_000;
const BATCH_SIZE = 10;
const WARM_UP_BATCHES = 30;
const BRIEFINGS_PER_DIGEST = 12;
const TOPICS = 100_000;
const BRIEFINGS = 100;
const WARM_UP_BRIEFINGS = 50;
const WORDS_PER_BRIEFING = 500;

/** Measures the CPU time of the deliver and match functions, without that of the services they call. */
export async function measureFunctionCpu(figures: FigureWriter): Promise<void> {
  const functions = await startBundledFunctions();
  try {
    const operate = await functions.load('operate');
    const deliver = await functions.load('deliver');
    const publish = await functions.load('publish');
    const match = await functions.load('match');
    const publishAndMatch = async (briefings: object[]) => {
      const reply = await publish(anApiRequest('/api/briefings', briefings));
      const ids = readBody<{ briefings: { briefingId: string }[] }>(reply).briefings;
      const records = await Promise.all(
        ids.map(({ briefingId }) => aChange(functions, briefingId)),
      );
      return { ids: ids.map(({ briefingId }) => briefingId), records };
    };

    figures.progress(`Subscribing ${READERS} readers.`);
    const readers: string[] = [];
    for (let index = 0; index < READERS; index += 1) {
      // Half of them get an alert, the others a digest.
      const isInstant = index % 2 === 0;
      const reply = await operate(
        anApiRequest('/api/subscriptions', {
          email: `reader${index}@example.org`,
          expressions: [isInstant ? 'sealed harbour' : 'quiet lagoon'],
          frequency: isInstant ? 'instant' : 'daily',
          confirmed: true,
          consent: 'the benchmark',
        }),
      );
      readers.push(readBody<{ subscriberId: string }>(reply).subscriberId);
    }
    const alerted = await publishAndMatch([aBriefing('A sealed harbour', 0)]);
    const listed = await publishAndMatch(
      Array.from({ length: BRIEFINGS_PER_DIGEST }, (_, index) =>
        aBriefing('A quiet lagoon', index),
      ),
    );
    for (const record of [...alerted.records, ...listed.records])
      await match({ Records: [record] });

    const [briefingId = ''] = alerted.ids;
    const measure = async (name: string, requests: DeliveryRequest[]) => {
      const batches = inBatches(requests);
      const run = async (count: number) => {
        const reply = await deliver({ Records: batches[count]?.map(aMessage) });
        const { batchItemFailures } = reply as { batchItemFailures: unknown[] };
        if (batchItemFailures.length > 0) throw new Error(`${name}: a delivery failed.`);
      };
      const runs = batches.length - WARM_UP_BATCHES;
      const ms = await cpuMsPerRun(run, { warmUp: WARM_UP_BATCHES, runs });
      const setup = `bundled function, batches of ${BATCH_SIZE}, mean of ${runs * BATCH_SIZE}; DynamoDB Local, SES and SQS in other processes; http without TLS; Node ${process.version}`;
      figures.write({ name, value: ms / BATCH_SIZE, unit: 'ms of CPU', setup });
    };
    await measure(
      'deliver an alert',
      readers
        .filter((_, index) => index % 2 === 0)
        .map((subscriberId) => ({ kind: 'alert', briefingId, edition: 1, subscriberId })),
    );
    await measure(
      `deliver a digest of ${BRIEFINGS_PER_DIGEST}`,
      readers
        .filter((_, index) => index % 2 === 1)
        .map((subscriberId) => ({ kind: 'digest', subscriberId, frequency: 'daily', round: 0 })),
    );

    figures.progress(`Indexing ${TOPICS} topics.`);
    const client = DynamoDBDocumentClient.from(functions.client);
    await indexSampleTopics(client, functions.tableName('Topics'), TOPICS);
    const briefings = sampleBriefings(realTexts(), WORDS_PER_BRIEFING)
      .slice(0, WARM_UP_BRIEFINGS + BRIEFINGS)
      .map((briefing, index) => ({ ...briefing, id: `sample-${index}` }));
    const records: object[] = [];
    for (const briefing of briefings) records.push(...(await publishAndMatch([briefing])).records);
    const run = (count: number) => match({ Records: [records[count]] });
    const value = await cpuMsPerRun(run, { warmUp: WARM_UP_BRIEFINGS, runs: BRIEFINGS });
    const setup = `${TOPICS} topics, mean of ${BRIEFINGS} briefings of ${WORDS_PER_BRIEFING} words; bundled function, DynamoDB Local and SQS in other processes`;
    figures.write({ name: 'match a briefing', value, unit: 'ms of CPU', setup });
  } finally {
    await functions.stop();
  }
}

function aBriefing(title: string, index: number): object {
  return {
    id: `${title}-${index}`.replaceAll(' ', '-'),
    title: `${title}, report ${index + 1}`,
    summary: `What is known about it on day ${index + 1}. `.repeat(4),
    body: `${title}: the port authority published its figures. `.repeat(80),
    language: 'en',
  };
}

/** The record of the table's stream for the briefing as it is stored. */
async function aChange({ client, tableName }: BundledFunctions, briefingId: string) {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: tableName('Briefings'),
      Key: { briefingId: { S: briefingId } },
      ConsistentRead: true,
    }),
  );
  const dynamodb = {
    SequenceNumber: briefingId,
    Keys: { briefingId: { S: briefingId } },
    NewImage: Item,
  };
  return { eventID: briefingId, eventName: 'INSERT', dynamodb };
}

function aMessage(request: DeliveryRequest, index: number): object {
  return {
    messageId: `message-${index}`,
    receiptHandle: `receipt-${index}`,
    body: JSON.stringify(request),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
    messageAttributes: {},
    eventSource: 'aws:sqs',
  };
}

function anApiRequest(rawPath: string, body: unknown): object {
  return {
    version: '2.0',
    rawPath,
    rawQueryString: '',
    headers: {},
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST', path: rawPath } },
  };
}

function readBody<T>(reply: unknown): T {
  const { statusCode, body } = reply as { statusCode: number; body: string };
  if (statusCode >= 300) throw new Error(`The function replied ${statusCode}: ${body}`);
  return JSON.parse(body) as T;
}

function inBatches<T>(all: T[]): T[][] {
  return Array.from({ length: Math.floor(all.length / BATCH_SIZE) }, (_, index) =>
    all.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  );
}
