import { isLanguage, type TopicLanguage } from '../domain/languages/language';
import type { AnchoredTopic } from '../domain/topic';
import type { Item } from './dynamodb';

/** How the Topics table names its items: `topic#<id>`, and `term#<page>#<key>` for what hangs there. */
const TOPIC_PREFIX = 'topic#';
const TERM_PREFIX = 'term#';
/** On a page, each topic is an attribute of this name and its id. */
const ENTRY_PREFIX = 't:';

/** A topic as it lies in the table. */
export interface StoredTopic extends AnchoredTopic {
  followers: number;
  /** Raised whenever the last follower goes. */
  generation: number;
  /** The generation for which it hangs under its anchors. */
  indexedGeneration: number;
}

/** What a page of the index says of a topic: enough to test a briefing against it. */
export type TopicCandidate = Pick<StoredTopic, 'topicId' | 'expression' | 'language'>;

export const topicKey = (topicId: string) => ({ key: `${TOPIC_PREFIX}${topicId}` });
export const pageKey = (term: string, page: number) => ({ key: `${TERM_PREFIX}${page}#${term}` });
export const entryName = (topicId: string) => `${ENTRY_PREFIX}${topicId}`;

/** The term that a page belongs to. */
export function termOfPage(item: Item): string {
  const key = String(item.key);
  return key.slice(key.indexOf('#', TERM_PREFIX.length) + 1);
}

export function toStoredTopic(item: Item): StoredTopic {
  return {
    topicId: String(item.key).slice(TOPIC_PREFIX.length),
    expression: String(item.expression),
    language: toLanguage(item.language),
    name: String(item.name ?? item.expression),
    anchors: Array.isArray(item.anchors) ? item.anchors.map(String) : [],
    followers: Number(item.followers ?? 0),
    generation: Number(item.generation ?? 1),
    indexedGeneration: Number(item.hungFor ?? 0),
  };
}

/** A topic as it hangs on a page. */
export interface IndexEntry extends TopicCandidate {
  generation: number;
}

/** The topics that hang on a page. */
export function topicsOnPage(page: Item): IndexEntry[] {
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

export const isTopic = (item: Item) => String(item.key).startsWith(TOPIC_PREFIX);
export const isPage = (item: Item) => String(item.key).startsWith(TERM_PREFIX);

function toLanguage(stored: unknown): TopicLanguage {
  const code = String(stored);
  return isLanguage(code) ? code : 'any';
}
