import { join } from 'node:path';
import type { FigureWriter } from './figures';
import { loadBundled } from './load-bundled';
import type { benchInMemory as BenchInMemory, Samples } from './match-in-memory';
import { benchPostgres } from './match-postgres';
import { realTexts } from './real-texts';
import { sampleBriefings } from './sample-briefings';
import { topicWordsOf } from './sample-topics';

const WORDS_PER_BRIEFING = 500;
const TOPICS = [1_000, 10_000, 100_000, 1_000_000] as const;
const POSTGRES_TOPICS = [1_000, 100_000] as const;

/** Measures matching with up to `maxTopics` topics. */
export function benchMatch(figures: FigureWriter, maxTopics: number): void {
  const texts = realTexts();
  const samples: Samples = {
    words: topicWordsOf(texts.map(({ body }) => body)),
    briefings: sampleBriefings(texts, WORDS_PER_BRIEFING),
    description: `briefings of ${WORDS_PER_BRIEFING} words of the World Factbook; topics of 1 to 4 words, the first a name, half of the names from the texts, 10% phrases, 5% OR, 5% minus`,
  };
  // Measures the bundled code, as it is deployed.
  const bundle = loadBundled(join(__dirname, 'match-in-memory.ts'));
  const { benchInMemory } = bundle as { benchInMemory: typeof BenchInMemory };
  for (const count of TOPICS) if (count <= maxTopics) benchInMemory(samples, count, figures);
  for (const count of POSTGRES_TOPICS)
    if (count <= maxTopics) benchPostgres(samples, count, figures);
}
