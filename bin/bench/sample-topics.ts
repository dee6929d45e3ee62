import { pick, type Random, upTo } from './seeded-random';

/** The share of topics of each shape, as people write them; the rest are words alone. */
const PHRASES = 0.1;
const ALTERNATIVES = 0.05;
const EXCLUSIONS = 0.05;
/** How many of a topic's words are names. */
const NAMES = 0.5;
/** Short topics are the most common. */
const LENGTHS = [1, 1, 2, 2, 2, 3, 3, 4] as const;

/** A word in fewer places is hardly common. */
const FEWEST_PLACES = 5;

/** Words of real texts to make topics of. */
export interface TopicWords {
  /** As they follow one another in the texts, for phrases. */
  running: readonly string[];
  /** Each once: common words, and names. */
  common: readonly string[];
  names: readonly string[];
}

export function topicWordsOf(texts: readonly string[]): TopicWords {
  const running = texts.flatMap((text) => text.match(/\p{L}{3,}/gu) ?? []);
  const names = texts.flatMap((text) => text.match(/(?<=\p{Ll} )\p{Lu}\p{Ll}{2,}/gu) ?? []);
  const places = new Map<string, number>();
  for (const word of running) places.set(word, (places.get(word) ?? 0) + 1);
  const common = [...places].filter(
    ([word, count]) => count >= FEWEST_PLACES && /^\p{Ll}/u.test(word),
  );
  return { running, common: common.map(([word]) => word), names: [...new Set(names)] };
}

/** One topic: 1 to 4 words, names and common words; some phrases, some with OR, some with minus. */
export function sampleTopic(random: Random, words: TopicWords): string {
  const shape = random();
  if (shape < PHRASES) return `"${samplePhrase(random, words)}"`;
  const wanted = Array.from({ length: pick(random, LENGTHS) }, () => sampleWord(random, words));
  if (shape < PHRASES + ALTERNATIVES) return `${wanted.join(' ')} OR ${sampleWord(random, words)}`;
  if (shape < PHRASES + ALTERNATIVES + EXCLUSIONS) {
    return `${wanted.join(' ')} -${sampleWord(random, words)}`;
  }
  return wanted.join(' ');
}

function sampleWord(random: Random, { common, names }: TopicWords): string {
  return pick(random, random() < NAMES ? names : common);
}

/** Two or three words in a row, as they stand in a text. */
function samplePhrase(random: Random, { running }: TopicWords): string {
  const start = upTo(random, running.length - 3);
  return running.slice(start, start + 2 + upTo(random, 2)).join(' ');
}
