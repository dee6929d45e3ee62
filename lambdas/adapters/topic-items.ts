import { isLanguage, type TopicLanguage } from '../domain/languages/language';
import type { IndexEntry, StoredTopic } from '../domain/topic';
import type { Item } from './dynamodb';

/**
 * The keys of the Topics table: `topic#<id>` for a topic, `term#<page>#<term>` for a page of the topics
 * that are indexed under a term.
 */
const TOPIC_PREFIX = 'topic#';
const TERM_PREFIX = 'term#';
/** On a page, each topic has an attribute with this prefix and its id. */
const ENTRY_PREFIX = 't:';

export const topicKey = (topicId: string) => ({ key: `${TOPIC_PREFIX}${topicId}` });
export const pageKey = (term: string, page: number) => ({ key: `${TERM_PREFIX}${page}#${term}` });
export const entryName = (topicId: string) => `${ENTRY_PREFIX}${topicId}`;

/** The term of a page. */
export function termOfPage(item: Item): string {
  const key = String(item.key);
  return key.slice(key.indexOf('#', TERM_PREFIX.length) + 1);
}

/**
 * The name of `indexedGeneration` in topics that were last indexed by an older version. Without it
 * they would count as not indexed, and their next follower would index them again. That is harmless
 * while their anchors are the same; but if word frequencies or aliases have changed since, the entries
 * under the old anchors would be left behind.
 */
const FORMER_INDEXED_GENERATION = 'hungFor';

export function toStoredTopic(item: Item): StoredTopic {
  return {
    topicId: String(item.key).slice(TOPIC_PREFIX.length),
    expression: String(item.expression),
    language: toLanguage(item.language),
    name: String(item.name ?? item.expression),
    anchors: Array.isArray(item.anchors) ? item.anchors.map(String) : [],
    followers: Number(item.followers ?? 0),
    generation: Number(item.generation ?? 1),
    indexedGeneration: Number(item.indexedGeneration ?? item[FORMER_INDEXED_GENERATION] ?? 0),
  };
}

/** The entries of a page. */
export function entriesOfPage(page: Item): IndexEntry[] {
  return Object.entries(page)
    .filter(([name]) => name.startsWith(ENTRY_PREFIX))
    .map(([name, entry]) => {
      const { expression, language, generation } = entry as Item;
      return {
        topicId: name.slice(ENTRY_PREFIX.length),
        expression: String(expression),
        language: toLanguage(language),
        generation: Number(generation),
      };
    });
}

/** Whether the item is a topic, and not what is left of one that nobody follows any more. */
export const isTopic = (item: Item) =>
  String(item.key).startsWith(TOPIC_PREFIX) && item.expression !== undefined;
export const isPage = (item: Item) => String(item.key).startsWith(TERM_PREFIX);

function toLanguage(stored: unknown): TopicLanguage {
  const code = String(stored);
  return isLanguage(code) ? code : 'any';
}
