import { EVERYTHING } from './everything';
import type { Everything, Near, Node, Phrase, Prefix, Scope, Tag } from './expression';

/** A word that needs no quotation marks to be parsed as one word again. */
const PLAIN_WORD = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;
/** True of most words, and faster to test than the pattern above. */
const PLAIN_ASCII_WORD = /^[a-z0-9]+$/;
const OPERATOR_WORD = 'or';

/** The precedence of the operator that contains the printed node. */
const OR = 0;
const AND = 1;
const NOT = 2;

/** Prints a tree so that parsing the result gives the same tree. */
export function printNode(node: Node, precedence = OR): string {
  switch (node.type) {
    case 'or':
      return parenthesize(
        node.parts.map((part) => printNode(part, AND)).join(' OR '),
        precedence > OR,
      );
    case 'and':
      return parenthesize(
        node.parts.map((part) => printNode(part, NOT)).join(' '),
        precedence > AND,
      );
    case 'not':
      return `-${printNode(node.part, NOT)}`;
    case 'phrase':
    case 'prefix':
    case 'near':
    case 'tag':
    case 'everything':
      return printLeaf(node);
    default:
      return node satisfies never;
  }
}

const parenthesize = (text: string, needed: boolean): string => (needed ? `(${text})` : text);

const fieldOf = (scope: Scope): string => (scope === 'text' ? '' : `${scope}:`);

type PrintableTerm = Pick<Phrase, 'type' | 'scope' | 'written'> | Prefix;
export type PrintableLeaf =
  | PrintableTerm
  | Tag
  | Everything
  | (Pick<Near, 'type' | 'scope' | 'distance'> & { left: PrintableTerm; right: PrintableTerm });

/** Prints a leaf. Its aliases, if it has any, are not printed. */
export function printLeaf(leaf: PrintableLeaf): string {
  switch (leaf.type) {
    case 'everything':
      return EVERYTHING;
    case 'tag':
      return `tag:${PLAIN_WORD.test(leaf.tag) ? leaf.tag : `"${leaf.tag}"`}`;
    case 'near': {
      const near = `${printTerm(leaf.left)} NEAR/${leaf.distance} ${printTerm(leaf.right)}`;
      return leaf.scope === 'text' ? near : `${fieldOf(leaf.scope)}(${near})`;
    }
    case 'phrase':
    case 'prefix':
      return fieldOf(leaf.scope) + printTerm(leaf);
    default:
      return leaf satisfies never;
  }
}

function printTerm(term: PrintableTerm): string {
  if (term.type === 'prefix') return `${term.start}*`;
  return isPlain(term.written) ? term.written : `"${term.written}"`;
}

function isPlain(written: string): boolean {
  if (written === OPERATOR_WORD) return false;
  return PLAIN_ASCII_WORD.test(written) || PLAIN_WORD.test(written);
}
