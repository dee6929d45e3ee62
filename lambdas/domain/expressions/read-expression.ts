import { hasUnspacedScript } from '../languages/characters';
import type { TopicLanguage } from '../languages/language';
import type { Expression, Node } from './expression';
import { MAX_DEPTH, MAX_EXPRESSION_LENGTH, MAX_TERMS } from './expression-limits';
import { ExpressionParser, hasWords } from './parse';
import { printNode } from './print-node';
import { REFUSALS } from './refusals';
import { requiresSomething } from './requires-something';
import { simplify } from './simplify';

export type ReadExpression =
  | { outcome: 'read'; expression: Expression }
  /** `reason` is a sentence for the person who typed the expression. */
  | { outcome: 'refused'; reason: string };

/**
 * Parses what a person typed for a topic. Never throws: an expression that cannot be followed is
 * refused with a sentence that says what to change. docs/expressions.md is the language reference.
 */
export function readExpression(text: string, language: TopicLanguage = 'en'): ReadExpression {
  const written = text.replace(/\s+/g, ' ').trim();
  let read = parseOnce(written, language);
  for (let times = 0; times < MAX_PARSE_PASSES && read.outcome === 'read'; times++) {
    const { canonical } = read.expression;
    if (!CONTEXT_DEPENDENT.test(canonical) && !hasUnspacedScript(canonical)) break;
    const again = parseOnce(canonical, language);
    if (again.outcome === 'read') again.expression.written = written;
    const stable = again.outcome === 'read' && again.expression.canonical === canonical;
    read = again;
    if (stable) break;
  }
  return read;
}

/**
 * Numbers, addresses and punctuation may be parsed differently in the printed form than as typed (`1..`
 * and `"1 .."`), and where a word ends in a script without spaces depends on the text around it.
 * The printed form is then parsed again until it is stable.
 */
const CONTEXT_DEPENDENT = /[^\p{L}\p{N} "*:()-]/u;
const MAX_PARSE_PASSES = 4;

function parseOnce(written: string, language: TopicLanguage): ReadExpression {
  if (written === '') return refused(REFUSALS.empty);
  if (written.length > MAX_EXPRESSION_LENGTH && [...written].length > MAX_EXPRESSION_LENGTH)
    return refused(REFUSALS.tooLong);
  const parser = new ExpressionParser(written, language);
  const parsed = parser.parse();
  if (parser.refusal) return refused(parser.refusal);
  if (!parsed) return refused(hasWords(written) ? REFUSALS.onlyStopWords : REFUSALS.noWords);
  if (parser.terms > MAX_TERMS) return refused(REFUSALS.tooManyTerms);
  const root = simplify(parsed);
  const canonical = printNode(root);
  const reason = refusalOf(root, canonical);
  if (reason) return refused(reason);
  return { outcome: 'read', expression: { canonical, written, language, root } };
}

const refused = (reason: string): ReadExpression => ({ outcome: 'refused', reason });

/** Why the simplified expression cannot be followed; undefined if it can. */
function refusalOf(root: Node, canonical: string): string | undefined {
  if (root.type === 'not') return REFUSALS.onlyNegations;
  if (!requiresSomething(root)) {
    return root.type === 'or' ? REFUSALS.negativeBranch : REFUSALS.onlyNegations;
  }
  if (depthOf(root) > MAX_DEPTH) return REFUSALS.tooDeep;
  return canonical.length > MAX_EXPRESSION_LENGTH ? REFUSALS.tooLong : undefined;
}

function depthOf(node: Node): number {
  switch (node.type) {
    case 'and':
    case 'or':
      return 1 + Math.max(...node.parts.map(depthOf));
    case 'not':
      return depthOf(node.part);
    case 'phrase':
    case 'prefix':
    case 'near':
    case 'tag':
    case 'everything':
      return 0;
    default:
      return node satisfies never;
  }
}
