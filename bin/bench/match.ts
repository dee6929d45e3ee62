import { join } from 'node:path';
import type { FigureWriter } from './figures';
import { loadBundled } from './load-bundled';
import type { benchInMemory as BenchInMemory, Samples } from './match-in-memory';
import { benchPostgres } from './match-postgres';
import { realTexts } from './real-texts';
import { sampleBriefings } from './sample-briefings';
import { topicWordsOf } from './sample-topics';

const WORDS_A_BRIEFING = 500;
const TOPICS = [1_000, 10_000, 100_000, 1_000_000] as const;
const POSTGRES_TOPICS = [1_000, 100_000] as const;

/** All figures of matching; `most` leaves out greater numbers of topics, for a quick look. */
export function benchMatch(figures: FigureWriter, most: number): void {
  const texts = realTexts();
  const samples: Samples = {
    words: topicWordsOf(texts.map(({ body }) => body)),
    briefings: sampleBriefings(texts, WORDS_A_BRIEFING),
    description: `briefings of ${WORDS_A_BRIEFING} words of the World Factbook; topics of 1 to 4 words, the first a name, half of the names from the texts, 10% phrases, 5% OR, 5% minus`,
  };
  // Measured as it is shipped.
  const bundle = loadBundled(join(__dirname, 'match-in-memory.ts'));
  const { benchInMemory } = bundle as { benchInMemory: typeof BenchInMemory };
  for (const count of TOPICS) if (count <= most) benchInMemory(samples, count, figures);
  for (const count of POSTGRES_TOPICS) if (count <= most) benchPostgres(samples, count, figures);
}
