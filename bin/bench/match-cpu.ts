import path from 'node:path';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { TopicIndex } from '../../lambdas/adapters/topic-index';
import type { Briefing } from '../../lambdas/domain/briefing';
import { noAliases } from '../../lambdas/domain/expressions/aliases';
import { analyzeBriefing, type BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { lookupKeys } from '../../lambdas/domain/matching/lookup-keys';
import type { PagePosition, TopicCandidate } from '../../lambdas/domain/topic';
import type * as MatchBriefingFile from '../../lambdas/use-cases/match-briefing';
import { startBundledFunctions } from './bundled-functions';
import { cpuMsPerRun } from './cpu-time';
import type { FigureWriter } from './figures';
import { publish } from './function-calls';
import { indexSampleTopics } from './index-figures';
import { loadBundled } from './load-bundled';
import { realTexts } from './real-texts';
import { sampleBriefings } from './sample-briefings';

const TOPICS = 100_000;
const BRIEFINGS = 100;
const WARM_UP_BRIEFINGS = 50;
const WORDS_PER_BRIEFING = 500;
/** Enough for a whole briefing. */
const TIME_LEFT_MS = 300_000;
const MATCH_BRIEFING = path.resolve(__dirname, '../../lambdas/use-cases/match-briefing.ts');

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
