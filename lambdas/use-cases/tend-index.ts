import type { TopicLanguage } from '../domain/languages/language';
import { declareTopic, type TopicDeclaration, type WordKnowledge } from './declare-topic';

/** A topic as it is stored. */
export interface TendedTopic extends TopicDeclaration {
  followers: number;
  generation: number;
  hungFor: number;
}

/** A topic as it hangs in the index. */
export interface TendedEntry {
  topicId: string;
  expression: string;
  language: TopicLanguage;
  generation: number;
}

export interface TendIndex {
  /** A part of all topics and entries; `next` says where the following one begins. */
  readCatalogue: (
    startAfter: string | undefined,
    most: number,
  ) => Promise<{
    topics: TendedTopic[];
    entries: { term: string; entry: TendedEntry }[];
    next?: string;
  }>;
  topics: (topicIds: string[]) => Promise<Map<string, TendedTopic>>;
  entriesUnder: (terms: string[]) => Promise<Map<string, TendedEntry[]>>;
  words: () => Promise<WordKnowledge>;
  rehang: (topic: TopicDeclaration, stored: TendedTopic) => Promise<void>;
  retire: (topic: TendedTopic) => Promise<boolean>;
  takeFrom: (term: string, entry: TendedEntry, generation: number) => Promise<void>;
}

/** Something in the index that is not as the topics say it should be. */
export type IndexFault =
  /** Followed, but not found under one of its anchors: its followers hear nothing. */
  | { fault: 'missing'; topicId: string; expression: string; term: string }
  /** Followed, but aliases or word frequencies now say that it belongs elsewhere. */
  | { fault: 'misplaced'; topicId: string; expression: string; anchors: string[] }
  /** Hangs where nobody needs it: costs a little, harms nothing. */
  | { fault: 'stale'; topicId: string; expression: string; term: string };

export interface Tended {
  topics: number;
  entries: number;
  faults: IndexFault[];
  next?: string;
}

/** Items a part: what a request can look at, and mend, within its time. */
const PART = 400;

/**
 * Compares a part of the index with the topics, and mends it if asked. Safe while topics are
 * followed and unfollowed: an entry goes only once its generation has ended.
 */
export function tendIndex(deps: TendIndex) {
  return async (mend: boolean, startAfter?: string): Promise<Tended> => {
    const part = await deps.readCatalogue(startAfter, PART);
    const words = await deps.words();
    const followed = part.topics.filter(({ followers }) => followers > 0);

    const misplaced = followed.filter((topic) => !sameAnchors(topic, wanted(topic, words)));
    const missing = await missingEntries(deps, followed);
    const stale = await staleEntries(deps, part.entries);
    if (mend) {
      const lost = new Set(missing.map(({ topicId }) => topicId));
      for (const topic of followed) {
        if (lost.has(topic.topicId) || misplaced.includes(topic)) {
          await deps.rehang(wanted(topic, words), topic);
        }
      }
      for (const one of stale) await takeDown(deps, one);
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
  entry: TendedEntry;
  topic: TendedTopic | undefined;
}

async function missingEntries(deps: TendIndex, followed: TendedTopic[]) {
  const hung = await deps.entriesUnder(followed.flatMap(({ anchors }) => anchors));
  return followed.flatMap(({ topicId, expression, anchors }) =>
    anchors
      .filter((term) => !hung.get(term)?.some((entry) => entry.topicId === topicId))
      .map((term) => ({ fault: 'missing' as const, topicId, expression, term })),
  );
}

async function staleEntries(
  deps: TendIndex,
  entries: { term: string; entry: TendedEntry }[],
): Promise<StaleEntry[]> {
  const topics = await deps.topics(entries.map(({ entry }) => entry.topicId));
  return entries
    .map(({ term, entry }) => ({ term, entry, topic: topics.get(entry.topicId) }))
    .filter(({ term, topic }) => !topic || topic.followers === 0 || !topic.anchors.includes(term));
}

/** Someone may be about to follow a topic that nobody follows: then its generation can't be ended. */
async function takeDown(deps: TendIndex, { term, entry, topic }: StaleEntry): Promise<void> {
  const inUse =
    topic !== undefined && topic.followers === 0 && topic.generation === entry.generation;
  if (inUse && !(await deps.retire(topic))) return;
  await deps.takeFrom(term, entry, entry.generation);
  // Whoever moved the topic here meanwhile must find it here.
  const now = (await deps.topics([entry.topicId])).get(entry.topicId);
  if (now && now.followers > 0 && now.anchors.includes(term)) await deps.rehang(now, now);
}

function wanted(
  { expression, language, name }: TendedTopic,
  words: WordKnowledge,
): TopicDeclaration {
  return { ...declareTopic(expression, language, words), name };
}

function sameAnchors(one: TopicDeclaration, other: TopicDeclaration): boolean {
  return [...one.anchors].sort().join('\n') === [...other.anchors].sort().join('\n');
}
