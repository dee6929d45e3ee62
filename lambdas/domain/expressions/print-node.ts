import type { Leaf, Node, Phrase, Prefix, Scope } from './expression';

/** What can stand without quotation marks and be read as one word again. */
const PLAIN_WORD = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;
const OPERATOR_WORD = 'or';

/** Binding strength: how tightly the parent holds what is printed inside it. */
const OR = 0;
const AND = 1;
const NOT = 2;

/** Prints a tree so that reading it gives the same tree. */
export function printNode(node: Node, strength = OR): string {
  switch (node.type) {
    case 'or':
      return parenthesized(
        node.parts.map((part) => printNode(part, AND)).join(' OR '),
        strength > OR,
      );
    case 'and':
      return parenthesized(
        node.parts.map((part) => printNode(part, NOT)).join(' '),
        strength > AND,
      );
    case 'not':
      return `-${printNode(node.part, NOT)}`;
    default:
      return printLeaf(node);
  }
}

const parenthesized = (text: string, needed: boolean): string => (needed ? `(${text})` : text);

const fieldOf = (scope: Scope): string => (scope === 'text' ? '' : `${scope}:`);

function printLeaf(leaf: Leaf): string {
  switch (leaf.type) {
    case 'everything':
      return '*';
    case 'tag':
      return `tag:${PLAIN_WORD.test(leaf.tag) ? leaf.tag : `"${leaf.tag}"`}`;
    case 'near': {
      const near = `${printTerm(leaf.left)} NEAR/${leaf.distance} ${printTerm(leaf.right)}`;
      return leaf.scope === 'text' ? near : `${fieldOf(leaf.scope)}(${near})`;
    }
    default:
      return fieldOf(leaf.scope) + printTerm(leaf);
  }
}

function printTerm(term: Phrase | Prefix): string {
  if (term.type === 'prefix') return `${term.start}*`;
  const plain = PLAIN_WORD.test(term.written) && term.written !== OPERATOR_WORD;
  return plain ? term.written : `"${term.written}"`;
}
