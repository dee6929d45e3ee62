import type { Aliases } from '../expressions/aliases';
import type {
  Expression,
  Near,
  Node,
  Phrase,
  PhraseWord,
  Prefix,
  Scope,
  Tag,
} from '../expressions/expression';
import type { TopicLanguage } from '../languages/language';
import { expandAliases } from './expand-aliases';

/** A phrase or word with all the ways it may be written: itself, and its aliases. */
export interface CompiledPhrase {
  type: 'phrase';
  scope: Scope;
  /** Each a row of words at their distances; one found is enough. */
  alternatives: readonly (readonly PhraseWord[])[];
  /** As printed, for explanations. */
  written: string;
}

export interface CompiledNear extends Omit<Near, 'left' | 'right'> {
  left: CompiledPhrase | Prefix;
  right: CompiledPhrase | Prefix;
}

export type CompiledNode =
  | CompiledPhrase
  | Prefix
  | CompiledNear
  | Tag
  | { type: 'everything' }
  | { type: 'and'; parts: readonly CompiledNode[] }
  | { type: 'or'; parts: readonly CompiledNode[] }
  | { type: 'not'; part: CompiledNode };

/** A topic made ready to be checked against briefings. */
export interface CompiledTopic {
  language: TopicLanguage;
  root: CompiledNode;
}

/** Widens every word and phrase by the operator's aliases; the topic's identity stays as it was. */
export function compileTopic(expression: Expression, aliases: Aliases): CompiledTopic {
  const { language, root } = expression;
  return { language, root: compileNode(root, language, aliases) };
}

function compileNode(node: Node, language: TopicLanguage, aliases: Aliases): CompiledNode {
  switch (node.type) {
    case 'and':
    case 'or':
      return {
        type: node.type,
        parts: node.parts.map((part) => compileNode(part, language, aliases)),
      };
    case 'not':
      return { type: 'not', part: compileNode(node.part, language, aliases) };
    case 'near':
      return {
        ...node,
        left: compileTerm(node.left, language, aliases),
        right: compileTerm(node.right, language, aliases),
      };
    case 'phrase':
      return compileTerm(node, language, aliases);
    default:
      return node;
  }
}

function compileTerm(
  term: Phrase | Prefix,
  language: TopicLanguage,
  aliases: Aliases,
): CompiledPhrase | Prefix {
  if (term.type === 'prefix') return term;
  const { scope, written } = term;
  return { type: 'phrase', scope, written, alternatives: expandAliases(term, language, aliases) };
}
