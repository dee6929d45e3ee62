import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readExpression } from '../../lambdas/domain/expressions/read-expression';
import type { BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { InMemoryTopicIndex } from '../../lambdas/domain/matching/in-memory/in-memory-topic-index';
import { type FigureWriter, median } from './figures';
import { sampleTopic, type TopicWords } from './sample-topics';
import { seededRandom } from './seeded-random';

const SEED = 20_231_106;
/** Rounds over the same briefings, after a warm-up round. The figure is their median. */
const ROUNDS = 5;
const MAX_SECONDS_PER_ROUND = 4;

export interface Samples {
  words: TopicWords;
  briefings: readonly BriefingText[];
  /** Describes the briefings and topics, for `setup`. */
  description: string;
}

/** Random expressions. The same count always gives the same expressions. */
export function sampleTopics(words: TopicWords, count: number): string[] {
  const random = seededRandom(SEED);
  return Array.from({ length: count }, () => sampleTopic(random, words));
}

/** Measures the in-memory index at one number of topics. */
export function benchInMemory(samples: Samples, count: number, figures: FigureWriter): void {
  figures.progress(`In memory, ${count} topics…`);
  const before = usedMegabytes();
  const { index, seconds } = loadIndex(sampleTopics(samples.words, count));
  const memory = usedMegabytes() - before;
  const rounds = Array.from({ length: ROUNDS + 1 }, () => matchRound(index, samples.briefings));
  const measured = rounds.slice(1);
  const perSecond = measured.map(({ briefings, seconds: took }) => briefings / took);
  const matches = measured[0] ? measured[0].matches / measured[0].briefings : 0;
  const setup = `${count} topics, ${samples.description}; ${matches.toFixed(1)} matches per briefing; median of ${ROUNDS} rounds, from ${Math.round(Math.min(...perSecond))} to ${Math.round(Math.max(...perSecond))}; one process, CPU time`;
  const name = `match.memory.${count}`;
  figures.write({
    name: `${name}.briefings`,
    value: median(perSecond),
    unit: 'briefings/s',
    setup,
  });
  figures.write({
    name: `${name}.time`,
    value: 1e6 / median(perSecond),
    unit: 'µs/briefing',
    setup,
  });
  figures.write({
    name: `${name}.load`,
    value: seconds,
    unit: 's',
    setup: `parsing and indexing ${count} expressions`,
  });
  figures.write({
    name: `${name}.memory`,
    value: memory,
    unit: 'MB',
    setup: `${count} topics, after garbage collection`,
  });
}

function loadIndex(topics: readonly string[]): { index: InMemoryTopicIndex; seconds: number } {
  const start = process.cpuUsage();
  const index = new InMemoryTopicIndex();
  for (const [number, text] of topics.entries()) {
    const read = readExpression(text);
    if (read.outcome === 'read') index.add(`topic-${number}`, read.expression);
  }
  return { index, seconds: cpuSeconds(start) };
}

function matchRound(index: InMemoryTopicIndex, briefings: readonly BriefingText[]) {
  const start = process.cpuUsage();
  let matches = 0;
  let count = 0;
  for (const briefing of briefings) {
    matches += index.matchingIds(briefing).length;
    count++;
    if (count % 50 === 0 && cpuSeconds(start) > MAX_SECONDS_PER_ROUND) break;
  }
  return { briefings: count, matches, seconds: cpuSeconds(start) };
}

/** CPU time including garbage collection, which other processes affect less than elapsed time. */
function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** The size of the heap and typed arrays after garbage collection. */
function usedMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
