import type { Expression } from '../expressions/expression';
import { topicIdOf } from '../expressions/topic-id';
import type { AnchoredTopic } from '../topic';
import { chooseAnchors } from './choose-anchors';
import { compileTopic } from './compile-topic';
import type { Vocabulary } from './vocabulary';

/** The topic of an expression, and the index keys it belongs under. */
export function anchorTopic(
  expression: Expression,
  { aliases, frequencies }: Vocabulary,
): AnchoredTopic {
  const { canonical, language, written } = expression;
  return {
    topicId: topicIdOf(expression),
    expression: canonical,
    language,
    name: written,
    anchors: chooseAnchors(compileTopic(expression, aliases), frequencies),
  };
}
