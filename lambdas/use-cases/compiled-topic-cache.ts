import type { Aliases } from '../domain/expressions/aliases';
import { readExpression } from '../domain/expressions/read-expression';
import type { TopicLanguage } from '../domain/languages/language';
import { type CompiledTopic, compileTopic } from '../domain/matching/compile-topic';

/**
 * This many recently used topics are kept, and at most as many older ones. Together about 80 MB with
 * ordinary topics.
 */
const MAX_RECENT_TOPICS = 20_000;
/** Together about 90 MB: a compiled topic takes some 75 bytes per character of its expression. */
const MAX_RECENT_CHARACTERS = 600_000;

/**
 * Parses and compiles stored topics, and caches them between briefings: a topic indexed under a common
 * name is a candidate for every briefing that contains the name. When the cache is full, the topics that
 * were not used since it was last full are removed. Undefined for a topic that an older version stored
 * and this one refuses.
 */
export function createCompiledTopicCache() {
  let recent = new Map<string, CompiledTopic>();
  /** Topics that were recent when the cache was last full. */
  let older = new Map<string, CompiledTopic>();
  let recentCharacters = 0;
  let cachedAliases: Aliases | undefined;

  function keep(topicId: string, compiled: CompiledTopic, characters: number): CompiledTopic {
    if (recent.size >= MAX_RECENT_TOPICS || recentCharacters >= MAX_RECENT_CHARACTERS) {
      older = recent;
      recent = new Map();
      recentCharacters = 0;
    }
    recent.set(topicId, compiled);
    recentCharacters += characters;
    return compiled;
  }

  return (
    {
      topicId,
      expression,
      language,
    }: { topicId: string; expression: string; language: TopicLanguage },
    aliases: Aliases,
  ): CompiledTopic | undefined => {
    if (cachedAliases !== aliases) {
      recent = new Map();
      older = new Map();
      recentCharacters = 0;
      cachedAliases = aliases;
    }
    const cached = recent.get(topicId);
    if (cached) return cached;
    const used = older.get(topicId);
    if (used) return keep(topicId, used, expression.length);
    const read = readExpression(expression, language);
    if (read.outcome === 'refused') return undefined;
    return keep(topicId, compileTopic(read.expression, aliases), expression.length);
  };
}
