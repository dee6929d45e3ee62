import type { Node } from './expression';
import { printNode } from './print-node';

/**
 * Normalizes the order, repetition and nesting of parts, so that expressions that differ only in these
 * become equal. It uses only the laws of AND, OR and NOT.
 */
export function simplify(node: Node): Node {
  switch (node.type) {
    case 'and':
      return simplifyAnd(node.parts.map(simplify));
    case 'or':
      return simplifyOr(node.parts.map(simplify));
    case 'not':
      return negate(simplify(node.part));
    case 'phrase':
    case 'prefix':
    case 'near':
    case 'tag':
    case 'everything':
      return node;
    default:
      return node satisfies never;
  }
}

function simplifyAnd(parts: readonly Node[]): Node {
  const flat = parts.flatMap((part) => (part.type === 'and' ? part.parts : [part]));
  const narrowing = flat.filter((part) => part.type !== 'everything');
  return combine('and', narrowing.length > 0 ? narrowing : flat);
}

function simplifyOr(parts: readonly Node[]): Node {
  const flat = parts.flatMap((part) => (part.type === 'or' ? part.parts : [part]));
  const everything = flat.find((part) => part.type === 'everything');
  if (everything) return everything;
  const negated = flat.flatMap((part) => (part.type === 'not' ? [part.part] : []));
  if (negated.length === flat.length) return negate(simplifyAnd(negated));
  return combine('or', flat);
}

/** `-(a OR b)` is `-a -b`, and `--a` is `a`. */
function negate(part: Node): Node {
  if (part.type === 'not') return part.part;
  if (part.type === 'or') return combine('and', part.parts.map(negate));
  return { type: 'not', part };
}

function combine(type: 'and' | 'or', parts: readonly Node[]): Node {
  const byText = new Map(parts.map((part) => [printNode(part), part]));
  const distinct = [...byText].sort(([left], [right]) => compareTexts(left, right));
  const nodes = distinct.map(([, node]) => node);
  const ordered = [...nodes.filter(isPositive), ...nodes.filter((node) => !isPositive(node))];
  const [only] = ordered;
  return only && ordered.length === 1 ? only : { type, parts: ordered };
}

const compareTexts = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;

const isPositive = (node: Node): boolean => node.type !== 'not';
