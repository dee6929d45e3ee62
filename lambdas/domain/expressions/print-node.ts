import { EVERYTHING } from './everything';
import type { Leaf, Node, Phrase, Prefix, Scope } from './expression';

/** What can stand without quotation marks and be read as one word again. */
const PLAIN_WORD = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;
/** What most words are; looked for first, since the above takes its time. */
const PLAIN_ASCII_WORD = /^[a-z0-9]+$/;
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
      return EVERYTHING;
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
  return isPlain(term.written) ? term.written : `"${term.written}"`;
}

function isPlain(written: string): boolean {
  if (written === OPERATOR_WORD) return false;
  return PLAIN_ASCII_WORD.test(written) || PLAIN_WORD.test(written);
}
