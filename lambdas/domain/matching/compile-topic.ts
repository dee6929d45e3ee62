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
import { printLeaf } from '../expressions/print-node';
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
  const terms = new Map<string, CompiledTerm>();
  return {
    language,
    root: compileNode(root, (term) => compileOnce(term, terms, language, aliases)),
  };
}

type CompiledTerm = CompiledPhrase | Prefix;

function compileNode(
  node: Node,
  compileTerm: (term: Phrase | Prefix) => CompiledTerm,
): CompiledNode {
  switch (node.type) {
    case 'and':
    case 'or':
      return { type: node.type, parts: node.parts.map((part) => compileNode(part, compileTerm)) };
    case 'not':
      return { type: 'not', part: compileNode(node.part, compileTerm) };
    case 'near':
      return { ...node, left: compileTerm(node.left), right: compileTerm(node.right) };
    case 'phrase':
    case 'prefix':
      return compileTerm(node);
    case 'tag':
    case 'everything':
      return node;
    default:
      return node satisfies never;
  }
}

/** Equal terms become the same object, so that a briefing is searched once for both. */
function compileOnce(
  term: Phrase | Prefix,
  compiled: Map<string, CompiledTerm>,
  language: TopicLanguage,
  aliases: Aliases,
): CompiledTerm {
  const written = printLeaf(term);
  const known = compiled.get(written);
  if (known) return known;
  const added: CompiledTerm =
    term.type === 'prefix'
      ? term
      : {
          type: 'phrase',
          scope: term.scope,
          written: term.written,
          alternatives: expandAliases(term, language, aliases),
        };
  compiled.set(written, added);
  return added;
}
