import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ArchiveDays } from '../../lambdas/adapters/archive-days';
import { Briefings } from '../../lambdas/adapters/briefings';
import { daysBefore } from '../../lambdas/domain/archive/archive-day';
import { packBriefing } from '../../lambdas/domain/archive/pack-briefing';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import type { BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { previewExpression } from '../../lambdas/use-cases/preview-expression';
import { clientSettings } from '../../lib/local/aws-clients';
import { createTables } from '../../lib/local/dynamodb/create-tables';
import { startDynamoDbLocal } from '../../lib/local/dynamodb/dynamodb-local';
import { synthesizeLocalStage } from '../../lib/local/synthesize';
import { parseTemplate } from '../../lib/local/template/parse-template';
import type { FigureWriter } from './figures';
import { realTexts } from './real-texts';
import { sampleBriefings } from './sample-briefings';

const COUNTS = [1_000, 30_000] as const;
const WORDS_PER_BRIEFING = 400;
const DAYS = 30;
const NOW = '2026-01-30T12:00:00.000Z';
const ROUNDS = 5;
const UNUSED_URL = 'http://localhost:1';

const ORDINARY = [
  'oil exports',
  '"natural gas" pipeline -tourism',
  '(president OR minister) election',
  'drought NEAR/10 food',
  'Gaza aid',
  'zzzzzz exports',
] as const;

/** The expressions that take longest: as many words as allowed, prefixes, and briefings in another language. */
const WORST = {
  '32 words': Array.from({ length: 32 }, (_, index) => `wo${index}x`).join(' OR '),
  '32 common words':
    'oil OR gas OR coal OR water OR land OR sea OR army OR law OR court OR vote OR party OR trade OR tax OR bank OR debt OR food OR fish OR wood OR iron OR gold OR road OR rail OR port OR ship OR air OR war OR peace OR aid OR age OR male OR birth OR death',
  '32 prefixes':
    'oil* OR gas* OR coa* OR wat* OR lan* OR sea* OR arm* OR law* OR cou* OR vot* OR par* OR tra* OR tax* OR ban* OR deb* OR foo* OR fis* OR woo* OR iro* OR gol* OR roa* OR rai* OR por* OR shi* OR air* OR war* OR pea* OR aid* OR age* OR mal* OR bir* OR dea*',
} as const;

/** Measures previews over 30 days of briefings, read from DynamoDB Local. */
export async function measurePreview(figures: FigureWriter): Promise<void> {
  const dynamoDb = await startDynamoDbLocal();
  try {
    for (const count of COUNTS) await measureWith(count, dynamoDb.endpoint, figures);
  } finally {
    await dynamoDb.stop();
  }
}

async function measureWith(count: number, endpoint: string, figures: FigureWriter): Promise<void> {
  const setup = `${count} briefings of ${WORDS_PER_BRIEFING} words in ${DAYS} days, DynamoDB Local`;
  const figure = (name: string, value: number, unit: string) =>
    figures.write({ name, value: Math.round(value * 10) / 10, unit, setup });
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient(clientSettings(endpoint, `preview${count}`)),
  );
  const { tables } = parseTemplate(synthesizeLocalStage(UNUSED_URL), { queues: UNUSED_URL });
  const briefingsTable = tables.filter(({ TableName }) => TableName.includes('Briefings'));
  await createTables(client, briefingsTable);
  const table = briefingsTable[0]?.TableName ?? '';
  const samples = sampleBriefings(realTexts(), WORDS_PER_BRIEFING);
  const bytes = await storeAll(client, table, count, samples);
  figure('packed words of a briefing', bytes / count, 'bytes');
  // A query charges half a read unit for each 4 KB of all its items, here with 100 bytes of keys each.
  const itemBytes = bytes + 100 * count;
  figure('read units of a cold preview, by AWS’s rule', itemBytes / 4096 / 2, 'read units');

  const briefings = new Briefings(client, table);
  const preview = previewExpression({
    archiveDays: new ArchiveDays(client, table, briefings, () => NOW).read,
    briefingsByIds: (ids) => briefings.fullByIds(ids),
    aliases: async () => noAliases,
    now: () => NOW,
  });
  const before = process.memoryUsage.rss();
  figure('first preview, cold', await timeOf(() => preview(ORDINARY[0], 'en')), 'ms of CPU');
  figure('memory of the days', (process.memoryUsage.rss() - before) / 1e6, 'MB');
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const expression of ORDINARY) warm.push(await timeOf(() => preview(expression, 'en')));
  }
  warm.sort((a, b) => a - b);
  figure('preview, warm, median', warm[warm.length >> 1] ?? 0, 'ms of CPU');
  figure('preview, warm, slowest of six expressions', warm.at(-1) ?? 0, 'ms of CPU');
  for (const [name, expression] of Object.entries(WORST)) {
    figure(`preview of ${name}`, await timeOf(() => preview(expression, 'en')), 'ms of CPU');
  }
  const other = await timeOf(() => preview(WORST['32 common words'], 'any'));
  figure('preview of 32 common words as written', other, 'ms of CPU');
  client.destroy();
}

/** The CPU time of the process (ms): unlike the time, it hardly depends on what else the machine does. */
async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Stores the briefings in bulk, as publishing would one by one. Returns the bytes of their words. */
async function storeAll(
  client: DynamoDBDocumentClient,
  table: string,
  count: number,
  samples: readonly BriefingText[],
): Promise<number> {
  const packed = samples.map(packBriefing);
  const days = daysBefore(NOW, DAYS);
  let bytes = 0;
  for (let start = 0; start < count; start += 25) {
    const puts = Array.from({ length: Math.min(25, count - start) }, (_, offset) => {
      const index = start + offset;
      const words = packed[index % packed.length] ?? new Uint8Array();
      const day = days[index % DAYS] ?? '';
      bytes += words.length;
      const time = `${day}T08:00:00.000Z`;
      const Item = {
        ...samples[index % samples.length],
        briefingId: `b${index}`,
        day,
        publishedAt: time,
        storedAt: time,
        edition: 1,
        words,
      };
      return { PutRequest: { Item } };
    });
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
  return bytes;
}
