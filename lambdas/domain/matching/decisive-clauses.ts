import type { Aliases } from '../expressions/aliases';
import type { Expression, Node } from '../expressions/expression';
import { printNode } from '../expressions/print-node';
import type { AnalyzedBriefing } from './analyze-briefing';
import { type CompiledNode, compileTopic } from './compile-topic';
import { TopicMatcher } from './match-topic';

/** The parts of an expression that keep a briefing from matching it, each as an expression of its own. */
export interface DecisiveParts {
  /** What the briefing would have to contain. */
  missing: string[];
  /** What the expression excludes and the briefing contains. */
  excluded: string[];
}

/**
 * Why the briefing does not match the expression: with all of these parts decided the other way, it
 * would. Undefined if it matches.
 */
export function decisiveParts(
  expression: Expression,
  aliases: Aliases,
  briefing: AnalyzedBriefing,
): DecisiveParts | undefined {
  const topic = compileTopic(expression, aliases);
  const matcher = new TopicMatcher(topic, briefing);
  const finding = matcher.findingOf(topic.root);
  if (finding === 'matched') return undefined;
  // In the briefing's language the expression has only words that are too common to search.
  if (finding === 'absent') return { missing: [expression.canonical], excluded: [] };
  const parts: DecisiveParts = { missing: [], excluded: [] };
  collect(expression.root, topic.root, matcher, parts);
  return parts;
}

/** Compiling keeps the shape of the tree, so each node has its compiled form at the same place. */
function collect(
  node: Node,
  compiled: CompiledNode,
  matcher: TopicMatcher,
  parts: DecisiveParts,
): void {
  if (matcher.findingOf(compiled) !== 'missed') return;
  if (node.type === 'and' && compiled.type === 'and') {
    for (const [index, part] of node.parts.entries()) {
      const compiledPart = compiled.parts[index];
      if (compiledPart) collect(part, compiledPart, matcher, parts);
    }
    return;
  }
  if (node.type === 'not') {
    parts.excluded.push(printNode(node.part));
    return;
  }
  parts.missing.push(printNode(node));
}
