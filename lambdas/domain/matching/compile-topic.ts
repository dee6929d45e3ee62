import type { Aliases } from '../expressions/aliases';
import type {
  Everything,
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

/** A phrase or word with all its alternatives: itself and its aliases. */
export interface CompiledPhrase {
  type: 'phrase';
  scope: Scope;
  /** Words at their distances from each other; one alternative is enough for a match. */
  alternatives: readonly (readonly PhraseWord[])[];
  /** As printed, for explanations. */
  written: string;
}

export interface CompiledNear extends Omit<Near, 'left' | 'right'> {
  left: CompiledPhrase | Prefix;
  right: CompiledPhrase | Prefix;
}

export type CompiledLeaf = CompiledPhrase | Prefix | CompiledNear | Tag | Everything;

export type CompiledNode =
  | CompiledLeaf
  | { type: 'and'; parts: readonly CompiledNode[] }
  | { type: 'or'; parts: readonly CompiledNode[] }
  | { type: 'not'; part: CompiledNode };

/** A topic prepared for matching. */
export interface CompiledTopic {
  language: TopicLanguage;
  root: CompiledNode;
}

/** Adds the operator's aliases to every word and phrase. The topic's id does not depend on them. */
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
    case 'prefix':
    case 'tag':
    case 'everything':
      return node;
    default:
      return node satisfies never;
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
