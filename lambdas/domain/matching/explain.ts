import type { Prefix } from '../expressions/expression';
import type { AnalyzedBriefing } from './analyze-briefing';
import type { Finding } from './combine-findings';
import type { CompiledNode, CompiledPhrase, CompiledTopic } from './compile-topic';
import { type MatchedWord, TopicMatcher } from './match-topic';

/** A part of an expression, and what it matched in a briefing. */
export interface Explanation {
  /** The part's name for people: `all of`, `not`, `"humanitarian pause"`. */
  label: string;
  /** The result of the part itself: a `not` fails if the part under it matched. */
  finding: Finding;
  /** What a word, phrase, prefix, tag or NEAR matched; empty for parts that combine others. */
  words: MatchedWord[];
  parts: Explanation[];
}

/** The tree of an expression with the result of each part. */
export function explain(topic: CompiledTopic, briefing: AnalyzedBriefing): Explanation {
  const matcher = new TopicMatcher(topic, briefing);
  return explainNode(topic.root, matcher);
}

function explainNode(node: CompiledNode, matcher: TopicMatcher): Explanation {
  const parts = partsOf(node).map((part) => explainNode(part, matcher));
  const finding = matcher.findingOf(node);
  const words = parts.length > 0 ? [] : matcher.wordsOf(node);
  return { label: labelOf(node), finding, words, parts };
}

function partsOf(node: CompiledNode): readonly CompiledNode[] {
  if (node.type === 'and' || node.type === 'or') return node.parts;
  return node.type === 'not' ? [node.part] : [];
}

function labelOf(node: CompiledNode): string {
  switch (node.type) {
    case 'and':
      return 'all of';
    case 'or':
      return 'one of';
    case 'not':
      return 'not';
    case 'everything':
      return '* (every briefing)';
    case 'tag':
      return `tag:${node.tag}`;
    case 'near':
      return `${scopeOf(node.scope)}${termOf(node.left)} NEAR/${node.distance} ${termOf(node.right)}`;
    case 'phrase':
    case 'prefix':
      return scopeOf(node.scope) + termOf(node);
    default:
      return node satisfies never;
  }
}

const scopeOf = (scope: string): string => (scope === 'text' ? '' : `${scope}:`);

function termOf(term: CompiledPhrase | Prefix): string {
  if (term.type === 'prefix') return `${term.start}*`;
  const written = term.written.includes(' ') ? `"${term.written}"` : term.written;
  const aliases = term.alternatives.length - 1;
  if (aliases === 0) return written;
  return `${written} (and ${aliases} ${aliases === 1 ? 'alias' : 'aliases'})`;
}
