import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import type { TopicLanguage } from '../domain/languages/language';
import { type CompiledTopic, compileTopic } from '../domain/matching/compile-topic';

/** About 20 MB with ordinary topics. */
const MAX_CACHED_TOPICS = 10_000;
/** About 30 MB: a compiled topic takes some 75 bytes per character of its expression. */
const MAX_CACHED_CHARACTERS = 400_000;

/**
 * Parses and compiles stored topics, and caches them between briefings: a topic indexed under a common
 * name is a candidate for every briefing that contains the name. Undefined for a topic that an older
 * version stored and this one refuses.
 */
export function createCompiledTopicCache() {
  let cache = new Map<string, CompiledTopic>();
  let cachedAliases: Aliases | undefined;
  let cachedCharacters = 0;
  return (
    {
      topicId,
      expression,
      language,
    }: { topicId: string; expression: string; language: TopicLanguage },
    aliases: Aliases,
  ): CompiledTopic | undefined => {
    const isFull = cache.size >= MAX_CACHED_TOPICS || cachedCharacters >= MAX_CACHED_CHARACTERS;
    if (cachedAliases !== aliases || isFull) {
      cache = new Map();
      cachedCharacters = 0;
    }
    cachedAliases = aliases;
    const cached = cache.get(topicId);
    if (cached) return cached;
    const read = readExpression(expression, language);
    if (read.outcome === 'refused') return undefined;
    const compiled = compileTopic(read.expression, aliases);
    cache.set(topicId, compiled);
    cachedCharacters += expression.length;
    return compiled;
  };
}
