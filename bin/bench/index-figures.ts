import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TopicIndex } from '../../lambdas/adapters/topic-index';
import { entryName, pageKey } from '../../lambdas/adapters/topic-items';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { readExpression } from '../../lambdas/domain/expressions/read-expression';
import { analyzeBriefing, type BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { anchorTopic } from '../../lambdas/domain/matching/anchor-topic';
import { compileTopic } from '../../lambdas/domain/matching/compile-topic';
import { lookupKeys } from '../../lambdas/domain/matching/lookup-keys';
import { matchTopic } from '../../lambdas/domain/matching/match-topic';
import { shippedFrequencies } from '../../lambdas/domain/matching/word-frequencies';
import type { AnchoredTopic } from '../../lambdas/domain/topic';
import { clientSettings } from '../../lib/local/aws-clients';
import { createTables } from '../../lib/local/dynamodb/create-tables';
import { startDynamoDbLocal } from '../../lib/local/dynamodb/dynamodb-local';
import { synthesizeLocalStage } from '../../lib/local/synthesize';
import { parseTemplate } from '../../lib/local/template/parse-template';
import type { Figure, FigureWriter } from './figures';
import { realTexts } from './real-texts';
import { sampleBriefings } from './sample-briefings';
import { sampleTopic, topicWordsOf } from './sample-topics';
import { seededRandom } from './seeded-random';
import { watchReads } from './watched-reads';

const TOPICS = [1_000, 100_000] as const;
const BRIEFINGS = 100;
const WORDS_PER_BRIEFING = 500;
const NEW_TOPICS = 100;
const UNUSED_URL = 'http://localhost:1';

/** Measures the cost of matching a briefing with DynamoDB Local, with few and with many topics. */
export async function measureIndex(figures: FigureWriter): Promise<void> {
  const report = (figure: Figure) => figures.write(figure);
  const dynamoDb = await startDynamoDbLocal();
  try {
    for (const count of TOPICS) await measureWith(count, dynamoDb.endpoint, report);
  } finally {
    await dynamoDb.stop();
  }
}

async function measureWith(
  count: number,
  endpoint: string,
  report: (figure: Figure) => void,
): Promise<void> {
  const settings = clientSettings(endpoint, `bench${count}`);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(settings));
  const { tables } = parseTemplate(synthesizeLocalStage(UNUSED_URL), {
    queues: UNUSED_URL,
  });
  const topicsTable = tables.filter(({ TableName }) => TableName.includes('Topics'));
  await createTables(client, topicsTable);
  const table = topicsTable[0]?.TableName ?? '';

  const texts = realTexts();
  const words = topicWordsOf(texts.map(({ body }) => body));
  const random = seededRandom(count);
  const drawTopic = () => sampleTopic(random, words);
  await indexAll(client, table, drawAll(count, drawTopic));

  const setup = `${count} topics, ${BRIEFINGS} briefings of ${WORDS_PER_BRIEFING} words, DynamoDB Local`;
  const index = new TopicIndex(client, table);
  const briefings = sampleBriefings(texts, WORDS_PER_BRIEFING).slice(0, BRIEFINGS);
  await matchAll(index, briefings.slice(0, 10));
  const reads = watchReads(client);
  const started = performance.now();
  const { candidates, matches } = await matchAll(index, briefings);
  const ms = (performance.now() - started) / briefings.length;
  const each = (total: number) => round(total / briefings.length);
  const figure = (name: string, value: number, unit: string) =>
    report({ name, value, unit, setup });
  figure('max sequential round trips per briefing', reads.maxSequential(), 'round trips');
  figure('read units per briefing, as DynamoDB Local counts', each(reads.units()), 'read units');
  figure('read units per briefing, by AWS’s rule', each(reads.unitsOnAws()), 'read units');
  figure('keys read per briefing', each(reads.keys()), 'keys');
  figure('topics tested per briefing', each(candidates), 'topics');
  figure('matches per briefing', each(matches), 'matches');
  figure('time to match a briefing', round(ms), 'ms');

  const fresh = drawAll(NEW_TOPICS, () => `${drawTopic()} newcomer${Math.floor(random() * 1e6)}`);
  const indexing = performance.now();
  for (const topic of fresh) await index.index(topic);
  figure('time to index a new topic', round((performance.now() - indexing) / fresh.length), 'ms');
  client.destroy();
}

async function matchAll(index: TopicIndex, briefings: BriefingText[]) {
  const found = { candidates: 0, matches: 0 };
  for (const briefing of briefings) {
    const analyzed = analyzeBriefing(briefing);
    const tested = new Set<string>();
    for await (const { candidates } of index.candidatePages(lookupKeys(analyzed))) {
      for (const { topicId, expression, language } of candidates) {
        if (tested.has(topicId)) continue;
        tested.add(topicId);
        const read = readExpression(expression, language);
        if (read.outcome === 'refused') continue;
        if (matchTopic(compileTopic(read.expression, noAliases), analyzed)) found.matches += 1;
      }
    }
    found.candidates += tested.size;
  }
  return found;
}

/** Indexes `count` topics as other benchmarks need them. */
export async function indexSampleTopics(
  client: DynamoDBDocumentClient,
  table: string,
  count: number,
): Promise<void> {
  const words = topicWordsOf(realTexts().map(({ body }) => body));
  const random = seededRandom(count);
  await indexAll(
    client,
    table,
    drawAll(count, () => sampleTopic(random, words)),
  );
}

/** Draws `count` distinct topics. */
function drawAll(count: number, draw: () => string): AnchoredTopic[] {
  const topics = new Map<string, AnchoredTopic>();
  while (topics.size < count) {
    const text = draw();
    const read = readExpression(text);
    if (read.outcome === 'refused') continue;
    const topic = anchorTopic(read.expression, {
      aliases: noAliases,
      frequencies: shippedFrequencies,
    });
    topics.set(topic.topicId, topic);
  }
  return [...topics.values()];
}

/** Writes the pages in bulk, as indexing topics one by one would. No page gets full here. */
async function indexAll(
  client: DynamoDBDocumentClient,
  table: string,
  topics: AnchoredTopic[],
): Promise<void> {
  const pages = new Map<string, Record<string, unknown>>();
  for (const { topicId, expression, language, anchors } of topics) {
    for (const anchor of anchors) {
      const page: Record<string, unknown> = pages.get(anchor) ?? pageKey(anchor, 0);
      page[entryName(topicId)] = { expression, language, generation: 1 };
      pages.set(anchor, page);
    }
  }
  const items = [...pages.values()];
  for (let start = 0; start < items.length; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
}

const round = (value: number) => Math.round(value * 100) / 100;
