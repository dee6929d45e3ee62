import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import type { TopicLanguage } from '../domain/languages/language';
import { type CompiledTopic, compileTopic } from '../domain/matching/compile-topic';

/** Topics that a function keeps in memory between briefings: some 20 MB of them. */
const MAX_CACHED_TOPICS = 10_000;

/**
 * Reads and compiles topics, and keeps those that briefings asked for of late: a topic under a
 * common name is tested against every briefing that has the name.
 */
export function createCompiledTopicCache() {
  let kept = new Map<string, CompiledTopic>();
  let keptAliases: Aliases | undefined;
  return (
    {
      topicId,
      expression,
      language,
    }: { topicId: string; expression: string; language: TopicLanguage },
    aliases: Aliases,
  ): CompiledTopic | undefined => {
    if (keptAliases !== aliases || kept.size >= MAX_CACHED_TOPICS) kept = new Map();
    keptAliases = aliases;
    const known = kept.get(topicId);
    if (known) return known;
    const read = readExpression(expression, language);
    // Only what was read is ever stored; a later version may refuse what an earlier one took.
    if (read.outcome === 'refused') return undefined;
    const compiled = compileTopic(read.expression, aliases);
    kept.set(topicId, compiled);
    return compiled;
  };
}
