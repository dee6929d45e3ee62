import type { TopicLanguage } from '../domain/languages/language';
import { type AnchoredTopic, anchorTopic, type Vocabulary } from './anchor-topic';

/** A topic as it is stored. */
export interface StoredTopic extends AnchoredTopic {
  followers: number;
  generation: number;
  indexedGeneration: number;
}

/** A topic as it hangs in the index. */
export interface IndexEntry {
  topicId: string;
  expression: string;
  language: TopicLanguage;
  generation: number;
}

export interface VerifyIndexDependencies {
  /** A part of all topics and entries; `next` says where the following one begins. */
  readCatalogue: (
    startAfter: string | undefined,
    most: number,
  ) => Promise<{
    topics: StoredTopic[];
    entries: { term: string; entry: IndexEntry }[];
    next?: string;
  }>;
  topics: (topicIds: string[]) => Promise<Map<string, StoredTopic>>;
  entriesUnder: (terms: string[]) => Promise<Map<string, IndexEntry[]>>;
  loadVocabulary: () => Promise<Vocabulary>;
  reindex: (topic: AnchoredTopic, stored: StoredTopic) => Promise<void>;
  endGeneration: (topic: StoredTopic) => Promise<boolean>;
  removeEntry: (term: string, entry: IndexEntry, generation: number) => Promise<void>;
}

/** Something in the index that is not as the topics say it should be. */
export type IndexFault =
  /** Followed, but not found under one of its anchors: its followers hear nothing. */
  | { fault: 'missing'; topicId: string; expression: string; term: string }
  /** Followed, but aliases or word frequencies now say that it belongs elsewhere. */
  | { fault: 'misplaced'; topicId: string; expression: string; anchors: string[] }
  /** Hangs where nobody needs it: costs a little, harms nothing. */
  | { fault: 'stale'; topicId: string; expression: string; term: string };

export interface IndexReport {
  topics: number;
  entries: number;
  faults: IndexFault[];
  next?: string;
}

/** Items a part: what a request can look at, and mend, within its time. */
const ITEMS_PER_PAGE = 400;

/**
 * Compares a part of the index with the topics, and mends it if asked. Safe while topics are
 * followed and unfollowed: an entry goes only once its generation has ended.
 */
export function verifyIndex(deps: VerifyIndexDependencies) {
  return async (mend: boolean, startAfter?: string): Promise<IndexReport> => {
    const part = await deps.readCatalogue(startAfter, ITEMS_PER_PAGE);
    const words = await deps.loadVocabulary();
    const followed = part.topics.filter(({ followers }) => followers > 0);

    const misplaced = followed.filter((topic) => !sameAnchors(topic, reanchored(topic, words)));
    const missing = await missingEntries(deps, followed);
    const stale = await staleEntries(deps, part.entries);
    if (mend) {
      const lost = new Set(missing.map(({ topicId }) => topicId));
      for (const topic of followed) {
        if (lost.has(topic.topicId) || misplaced.includes(topic)) {
          await deps.reindex(reanchored(topic, words), topic);
        }
      }
      for (const one of stale) await unindex(deps, one);
    }
    return {
      topics: followed.length,
      entries: part.entries.length,
      faults: [
        ...missing,
        ...misplaced.map(({ topicId, expression, anchors }) => ({
          fault: 'misplaced' as const,
          topicId,
          expression,
          anchors,
        })),
        ...stale.map(({ term, entry: { topicId, expression } }) => ({
          fault: 'stale' as const,
          topicId,
          expression,
          term,
        })),
      ],
      ...(part.next === undefined ? {} : { next: part.next }),
    };
  };
}

interface StaleEntry {
  term: string;
  entry: IndexEntry;
  topic: StoredTopic | undefined;
}

async function missingEntries(deps: VerifyIndexDependencies, followed: StoredTopic[]) {
  const hung = await deps.entriesUnder(followed.flatMap(({ anchors }) => anchors));
  return followed.flatMap(({ topicId, expression, anchors }) =>
    anchors
      .filter((term) => !hung.get(term)?.some((entry) => entry.topicId === topicId))
      .map((term) => ({ fault: 'missing' as const, topicId, expression, term })),
  );
}

async function staleEntries(
  deps: VerifyIndexDependencies,
  entries: { term: string; entry: IndexEntry }[],
): Promise<StaleEntry[]> {
  const topics = await deps.topics(entries.map(({ entry }) => entry.topicId));
  return entries
    .map(({ term, entry }) => ({ term, entry, topic: topics.get(entry.topicId) }))
    .filter(({ term, topic }) => !topic || topic.followers === 0 || !topic.anchors.includes(term));
}

/** Someone may be about to follow a topic that nobody follows: then its generation can't be ended. */
async function unindex(
  deps: VerifyIndexDependencies,
  { term, entry, topic }: StaleEntry,
): Promise<void> {
  const inUse =
    topic !== undefined && topic.followers === 0 && topic.generation === entry.generation;
  if (inUse && !(await deps.endGeneration(topic))) return;
  await deps.removeEntry(term, entry, entry.generation);
  // Whoever moved the topic here meanwhile must find it here.
  const now = (await deps.topics([entry.topicId])).get(entry.topicId);
  if (now && now.followers > 0 && now.anchors.includes(term)) await deps.reindex(now, now);
}

function reanchored({ expression, language, name }: StoredTopic, words: Vocabulary): AnchoredTopic {
  return { ...anchorTopic(expression, language, words), name };
}

function sameAnchors(one: AnchoredTopic, other: AnchoredTopic): boolean {
  return [...one.anchors].sort().join('\n') === [...other.anchors].sort().join('\n');
}
