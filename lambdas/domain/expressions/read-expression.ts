import { hasUnspacedScript } from '../languages/characters';
import type { TopicLanguage } from '../languages/language';
import { type Refused, refuse } from '../refusal';
import type { Expression, Node } from './expression';
import { MAX_DEPTH, MAX_EXPRESSION_LENGTH, MAX_TERMS } from './expression-limits';
import { ExpressionParser, hasWords } from './parse';
import { printNode } from './print-node';
import { requiresSomething } from './requires-something';
import { simplify } from './simplify';
import { withStraightQuotes } from './straight-quotes';

export type ReadExpression = { outcome: 'read'; expression: Expression } | Refused;

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
  if (written === '') return refuse('emptyExpression');
  if (written.length > MAX_EXPRESSION_LENGTH && [...written].length > MAX_EXPRESSION_LENGTH)
    return refuse('expressionTooLong', MAX_EXPRESSION_LENGTH);
  const parser = new ExpressionParser(withStraightQuotes(written), language);
  const parsed = parser.parse();
  if (parser.refusal) return parser.refusal;
  if (!parsed) return refuse(hasWords(written) ? 'onlyStopWords' : 'noWords');
  if (parser.terms > MAX_TERMS) return refuse('tooManyTerms', MAX_TERMS);
  const root = simplify(parsed);
  const canonical = printNode(root);
  return (
    refusalOf(root, canonical) ?? {
      outcome: 'read',
      expression: { canonical, written, language, root },
    }
  );
}

/** Why the simplified expression cannot be followed; undefined if it can. */
function refusalOf(root: Node, canonical: string): Refused | undefined {
  if (root.type === 'not') return refuse('onlyNegations');
  if (!requiresSomething(root)) {
    return refuse(root.type === 'or' ? 'negativeBranch' : 'onlyNegations');
  }
  if (depthOf(root) > MAX_DEPTH) return refuse('tooDeep', MAX_DEPTH);
  return canonical.length > MAX_EXPRESSION_LENGTH
    ? refuse('expressionTooLong', MAX_EXPRESSION_LENGTH)
    : undefined;
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
