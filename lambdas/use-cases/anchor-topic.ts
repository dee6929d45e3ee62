import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import { topicIdOf } from '../domain/expressions/topic-id';
import type { TopicLanguage } from '../domain/languages/language';
import { chooseAnchors } from '../domain/matching/anchors';
import { compileTopic } from '../domain/matching/compile-topic';
import type { WordFrequencies } from '../domain/matching/word-frequencies';

/** A topic as it is to hang in the index. */
export interface AnchoredTopic {
  topicId: string;
  /** The canonical form. */
  expression: string;
  language: TopicLanguage;
  /** As the first to follow it wrote it: for people to read. */
  name: string;
  /** Index keys such that a briefing that meets the topic has one of them. */
  anchors: string[];
}

/** What is known of words: which stand for one another, and which are rare. */
export interface Vocabulary {
  aliases: Aliases;
  frequencies: WordFrequencies;
}

/**
 * The topic that an expression stands for, and where it is to hang.
 *
 * @throws Error when the expression is one that is refused: whoever calls has checked it.
 */
export function anchorTopic(
  text: string,
  language: TopicLanguage,
  { aliases, frequencies }: Vocabulary,
): AnchoredTopic {
  const read = readExpression(text, language);
  if (read.outcome === 'refused') throw new Error(`Not a topic: ${read.reason}`);
  const { expression } = read;
  return {
    topicId: topicIdOf(expression),
    expression: expression.canonical,
    language,
    name: expression.written,
    anchors: chooseAnchors(compileTopic(expression, aliases), frequencies),
  };
}
