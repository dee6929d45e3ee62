import path from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TopicIndex } from '../../lambdas/adapters/topic-index';
import type { Briefing } from '../../lambdas/domain/briefing';
import type { DeliveryRequest } from '../../lambdas/domain/delivery';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { analyzeBriefing, type BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { lookupKeys } from '../../lambdas/domain/matching/lookup-keys';
import type { PagePosition, TopicCandidate } from '../../lambdas/domain/topic';
import type * as MatchBriefingFile from '../../lambdas/use-cases/match-briefing';
import { type BundledFunctions, startBundledFunctions } from './bundled-functions';
import { cpuMsPerRun } from './cpu-time';
import type { FigureWriter } from './figures';
import { indexSampleTopics } from './index-figures';
import { loadBundled } from './load-bundled';
import { realTexts } from './real-texts';
import { sampleBriefings } from './sample-briefings';

const READERS = 1_000;
const BATCH_SIZE = 10;
const MAX_BRIEFINGS_PER_REQUEST = 100;
const WARM_UP_BATCHES = 30;
const BRIEFINGS_PER_DIGEST = 12;
const TOPICS = 100_000;
const BRIEFINGS = 100;
const WARM_UP_BRIEFINGS = 50;
const WORDS_PER_BRIEFING = 500;
/** Enough for a whole briefing. */
const TIME_LEFT_MS = 300_000;
const MATCH_BRIEFING = path.resolve(__dirname, '../../lambdas/use-cases/match-briefing.ts');

/** Measures the CPU time of the deliver function, without that of the services it calls. */
export async function measureDeliverCpu(figures: FigureWriter): Promise<void> {
  const functions = await startBundledFunctions();
  try {
    figures.progress(`Subscribing ${READERS} readers.`);
    const readers = await subscribeReaders(functions);
    const match = await functions.load('match');
    const alerted = await publish(functions, [aBriefing('A sealed harbour', 0)]);
    const listed = await publish(
      functions,
      Array.from({ length: BRIEFINGS_PER_DIGEST }, (_, index) =>
        aBriefing('A quiet lagoon', index),
      ),
    );
    for (const { change } of [...alerted, ...listed]) await match({ Records: [change] });

    const deliver = await functions.load('deliver');
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
    const [{ briefingId } = { briefingId: '' }] = alerted;
    await measure(
      'deliver an alert',
      readers.instant.map((subscriberId) => ({
        kind: 'alert',
        briefingId,
        edition: 1,
        subscriberId,
      })),
    );
    await measure(
      `deliver a digest of ${BRIEFINGS_PER_DIGEST}`,
      readers.daily.map((subscriberId) => ({
        kind: 'digest',
        subscriberId,
        frequency: 'daily',
        round: 0,
      })),
    );
  } finally {
    await functions.stop();
  }
}

/** Measures the CPU time of the match function, without that of the services it calls. */
export async function measureMatchCpu(figures: FigureWriter): Promise<void> {
  const functions = await startBundledFunctions();
  try {
    figures.progress(`Indexing ${TOPICS} topics.`);
    const client = DynamoDBDocumentClient.from(functions.client);
    await indexSampleTopics(client, functions.tableName('Topics'), TOPICS);
    const briefings = sampleBriefings(realTexts(), WORDS_PER_BRIEFING)
      .slice(0, WARM_UP_BRIEFINGS + BRIEFINGS)
      .map((briefing, index) => ({ ...briefing, id: `sample-${index}` }));
    const index = new TopicIndex(client, functions.tableName('Topics'));
    await measureOwnMatchCpu(figures, index, briefings);
    const published = await publish(functions, briefings);
    const match = await functions.load('match');
    const run = (count: number) => match({ Records: [published[count]?.change] });
    const value = await cpuMsPerRun(run, { warmUp: WARM_UP_BRIEFINGS, runs: BRIEFINGS });
    const setup = `${TOPICS} topics, mean of ${BRIEFINGS} briefings of ${WORDS_PER_BRIEFING} words; bundled function, DynamoDB Local and SQS in other processes`;
    figures.write({ name: 'match a briefing', value, unit: 'ms of CPU', setup });
  } finally {
    await functions.stop();
  }
}

interface CandidatePage {
  candidates: TopicCandidate[];
  position: PagePosition;
}

/**
 * Measures the CPU time of matching itself: without reading candidates and writing matches. First with
 * the topics that earlier briefings left in the cache, then with an empty cache for each briefing.
 */
async function measureOwnMatchCpu(
  figures: FigureWriter,
  index: TopicIndex,
  texts: readonly BriefingText[],
): Promise<void> {
  const { matchBriefing } = loadBundled(MATCH_BRIEFING) as typeof MatchBriefingFile;
  const now = '2026-12-02T08:00:00.000Z';
  const briefings: { briefing: Briefing & { edition: number }; pages: CandidatePage[] }[] = [];
  for (const [at, text] of texts.entries()) {
    const pages: CandidatePage[] = [];
    for await (const page of index.candidatePages(lookupKeys(analyzeBriefing(text)))) {
      pages.push(page);
    }
    const { title, body = '' } = text;
    const briefing = {
      ...{ briefingId: `sample-${at}`, title, summary: '', body, language: 'en', tags: [] },
      ...{ publishedAt: now, edition: 1 },
    };
    briefings.push({ briefing, pages });
  }
  let pages: CandidatePage[] = [];
  let matches = 0;
  const createMatcher = () =>
    matchBriefing({
      candidatePages: async function* () {
        yield* pages;
      },
      aliases: async () => noAliases,
      recordMatch: async () => {
        matches += 1;
        return { outcome: 'recorded', matchedAt: now };
      },
      progress: { find: async () => undefined, save: async () => true },
      fanOuts: {
        count: async () => undefined,
        add: async (_part, at) => at,
        complete: async (_part, parts) => parts,
      },
      queueFanOut: async () => {},
      markMatched: async () => {},
      continueLater: async () => {},
      now: () => now,
    });
  const measured = briefings.slice(WARM_UP_BRIEFINGS);
  const candidates = measured.reduce(
    (sum, one) => sum + one.pages.reduce((count, page) => count + page.candidates.length, 0),
    0,
  );
  const measure = async (name: string, matcher: () => ReturnType<typeof createMatcher>) => {
    const run = async (count: number) => {
      const sample = briefings[count];
      if (sample === undefined) throw new Error('There are too few sample texts.');
      if (count === WARM_UP_BRIEFINGS) matches = 0;
      pages = sample.pages;
      await matcher()(sample.briefing, () => TIME_LEFT_MS);
    };
    const runs = { warmUp: WARM_UP_BRIEFINGS, runs: measured.length };
    const value = await cpuMsPerRun(run, runs);
    const each = (total: number) => Math.round(total / measured.length);
    const setup = `${TOPICS} topics, mean of ${measured.length} different briefings of ${WORDS_PER_BRIEFING} words after ${WARM_UP_BRIEFINGS}, with ${each(candidates)} candidates and ${each(matches)} matches each; bundled use case, without calls to DynamoDB`;
    figures.write({ name, value, unit: 'ms of CPU', setup });
  };
  const lasting = createMatcher();
  await measure('match a briefing, own code', () => lasting);
  await measure('match a briefing, own code, empty cache of topics', createMatcher);
}

/** Subscribes readers of alerts and as many of digests, and returns their ids. */
async function subscribeReaders(functions: BundledFunctions) {
  const operate = await functions.load('operate');
  const subscribe = async (frequency: 'instant' | 'daily', index: number) => {
    const reply = await operate(
      anApiRequest('/api/subscriptions', {
        email: `${frequency}${index}@example.org`,
        expressions: [frequency === 'instant' ? 'sealed harbour' : 'quiet lagoon'],
        frequency,
        confirmed: true,
        consent: 'the benchmark',
      }),
    );
    return readBody<{ subscriberId: string }>(reply).subscriberId;
  };
  const readers: Record<'instant' | 'daily', string[]> = { instant: [], daily: [] };
  for (let index = 0; index < READERS / 2; index += 1) {
    readers.instant.push(await subscribe('instant', index));
    readers.daily.push(await subscribe('daily', index));
  }
  return readers;
}

/** Publishes briefings, and returns the changes that the stream of their table would report. */
async function publish(functions: BundledFunctions, briefings: object[]) {
  const store = await functions.load('publish');
  const published: { briefingId: string; change: object }[] = [];
  for (const batch of inBatches(briefings, MAX_BRIEFINGS_PER_REQUEST)) {
    const reply = await store(anApiRequest('/api/briefings', batch));
    const { briefings: stored } = readBody<{ briefings: { briefingId: string }[] }>(reply);
    for (const { briefingId } of stored) {
      published.push({ briefingId, change: await aChange(functions, briefingId) });
    }
  }
  return published;
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

function inBatches<T>(all: T[], size = BATCH_SIZE): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
