import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readExpression } from '../../lambdas/domain/expressions/read-expression';
import type { BriefingText } from '../../lambdas/domain/matching/analyze-briefing';
import { InMemoryTopicIndex } from '../../lambdas/domain/matching/in-memory/in-memory-topic-index';
import { type FigureWriter, median } from './figures';
import { sampleTopic, type TopicWords } from './sample-topics';
import { seededRandom } from './seeded-random';

const SEED = 20_231_106;
/** Rounds over the same briefings, after one that warms up; the median is told. */
const ROUNDS = 5;
const MOST_SECONDS_A_ROUND = 4;

export interface Samples {
  words: TopicWords;
  briefings: readonly BriefingText[];
  /** What the briefings and topics are made of, for `setup`. */
  description: string;
}

/** Topics as they are read from a file: text. The same number gives the same topics. */
export function sampleTopics(words: TopicWords, count: number): string[] {
  const random = seededRandom(SEED);
  return Array.from({ length: count }, () => sampleTopic(random, words));
}

/** Measures the in-memory index at one number of topics. */
export function benchInMemory(samples: Samples, count: number, figures: FigureWriter): void {
  figures.tell(`In memory, ${count} topics…`);
  const before = usedMegabytes();
  const { index, seconds } = loaded(sampleTopics(samples.words, count));
  const held = usedMegabytes() - before;
  const rounds = Array.from({ length: ROUNDS + 1 }, () => matchRound(index, samples.briefings));
  const measured = rounds.slice(1);
  const perSecond = measured.map(({ briefings, seconds: took }) => briefings / took);
  const matches = measured[0] ? measured[0].matches / measured[0].briefings : 0;
  const setup = `${count} topics, ${samples.description}; ${matches.toFixed(1)} matches a briefing; median of ${ROUNDS} rounds, from ${Math.round(Math.min(...perSecond))} to ${Math.round(Math.max(...perSecond))}; one process, processor time`;
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
    setup: `reading and hanging ${count} expressions`,
  });
  figures.write({
    name: `${name}.memory`,
    value: held,
    unit: 'MB',
    setup: `${count} topics, after a full collection`,
  });
}

function loaded(topics: readonly string[]): { index: InMemoryTopicIndex; seconds: number } {
  const begun = process.cpuUsage();
  const index = new InMemoryTopicIndex();
  for (const [number, text] of topics.entries()) {
    const read = readExpression(text);
    if (read.outcome === 'read') index.add(`topic-${number}`, read.expression);
  }
  return { index, seconds: cpuSeconds(begun) };
}

function matchRound(index: InMemoryTopicIndex, briefings: readonly BriefingText[]) {
  const begun = process.cpuUsage();
  let matches = 0;
  let done = 0;
  for (const briefing of briefings) {
    matches += index.matchingIds(briefing).length;
    done++;
    if (done % 50 === 0 && cpuSeconds(begun) > MOST_SECONDS_A_ROUND) break;
  }
  return { briefings: done, matches, seconds: cpuSeconds(begun) };
}

/** Processor time, collections included: what else runs on the machine counts less so. */
function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** What the heap and its typed arrays hold once all that is not needed is gone. */
function usedMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
