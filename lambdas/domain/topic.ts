import type { TopicLanguage } from './languages/language';

/** What the index holds about a topic: enough to match a briefing against it. */
export interface TopicCandidate {
  topicId: string;
  /** The canonical form. */
  expression: string;
  language: TopicLanguage;
}

/** A topic and the index keys it belongs under. */
export interface AnchoredTopic extends TopicCandidate {
  /** The expression as its first follower typed it: for people to read. */
  name: string;
  /** Index keys. Every briefing that matches the topic has at least one of them. */
  anchors: string[];
}

/** A topic as stored. */
export interface StoredTopic extends AnchoredTopic {
  followers: number;
  /** Increased whenever the last follower leaves. */
  generation: number;
  /** The generation for which the topic is indexed under its anchors. */
  indexedGeneration: number;
}

/** A topic as indexed under one key. */
export interface IndexEntry extends TopicCandidate {
  generation: number;
}

/** A page of the index. Pages are ordered by term and then by number, which starts at 0. */
export interface PagePosition {
  term: string;
  page: number;
}
