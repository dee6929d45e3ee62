import type { Node } from '../domain/expressions/expression';
import { readExpression } from '../domain/expressions/read-expression';
import { FREQUENCIES, type Frequency } from '../domain/frequency';
import { readLanguage, type TopicLanguage } from '../domain/languages/language';
import { anchorTopic } from '../domain/matching/anchor-topic';
import type { Vocabulary } from '../domain/matching/vocabulary';
import type { AnchoredTopic, IndexEntry, StoredTopic } from '../domain/topic';

export interface ShowTopicDependencies {
  findTopic: (topicId: string) => Promise<StoredTopic | undefined>;
  entriesUnder: (terms: string[]) => Promise<Map<string, IndexEntry[]>>;
  countFollowers: (topicId: string, frequency: Frequency) => Promise<number>;
  loadVocabulary: () => Promise<Vocabulary>;
  /** The language of a topic if none is given. */
  defaultLanguage: TopicLanguage;
}

/** A topic, whether or not anyone follows it, and where it belongs in the index. */
export interface TopicDetails extends Omit<AnchoredTopic, 'anchors'> {
  followed: boolean;
  followers: Record<Frequency, number>;
  /** The stems in the expression, with the approximate frequency of each per million words. */
  words: { word: string; inAMillion: number }[];
  /** The terms that the topic should be indexed under, and how many topics each has. */
  anchors: { term: string; topics: number; isIndexed: boolean }[];
}

export type ShowTopicOutcome =
  | { outcome: 'shown'; topic: TopicDetails }
  /** `reason` is a sentence for the operator. */
  | { outcome: 'refused'; reason: string };

/** Shows who follows a topic, and which terms it is indexed under and why. */
export function showTopic(dependencies: ShowTopicDependencies) {
  const { findTopic, entriesUnder, loadVocabulary, defaultLanguage } = dependencies;
  return async (request: { expression: string; language: string }): Promise<ShowTopicOutcome> => {
    const language = readLanguage(request.language, defaultLanguage);
    if (language.outcome === 'refused') return language;
    const read = readExpression(request.expression, language.value);
    if (read.outcome === 'refused') return read;

    const vocabulary = await loadVocabulary();
    const { anchors, ...topic } = anchorTopic(read.expression, vocabulary);
    const { topicId } = topic;
    const stored = await findTopic(topicId);
    const followers = await countByFrequency(dependencies, topicId);
    const indexed = await entriesUnder(anchors);
    return {
      outcome: 'shown',
      topic: {
        ...topic,
        followed: (stored?.followers ?? 0) > 0,
        followers,
        words: [...new Set(stemsOf(read.expression.root))].map((word) => ({
          word,
          inAMillion: vocabulary.frequencies.frequency(word, language.value),
        })),
        anchors: anchors.map((term) => {
          const entries = indexed.get(term) ?? [];
          const isIndexed = entries.some((entry) => entry.topicId === topicId);
          return { term, topics: entries.length, isIndexed };
        }),
      },
    };
  };
}

async function countByFrequency(
  { countFollowers }: ShowTopicDependencies,
  topicId: string,
): Promise<Record<Frequency, number>> {
  const counts = await Promise.all(
    FREQUENCIES.map(async (frequency) => [frequency, await countFollowers(topicId, frequency)]),
  );
  return Object.fromEntries(counts);
}

/** The stems that can decide where the topic is indexed: not those of excluded parts or tags. */
function stemsOf(node: Node): string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.parts.flatMap(stemsOf);
    case 'phrase':
      return node.words.map(({ stem }) => stem);
    case 'near':
      return [node.left, node.right].flatMap(stemsOf);
    case 'prefix':
    case 'tag':
    case 'everything':
    case 'not':
      return [];
    default:
      return node satisfies never;
  }
}
