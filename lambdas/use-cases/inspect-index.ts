import { readExpression } from '../domain/expressions/read-expression';
import { anchorTopic } from '../domain/matching/anchor-topic';
import type { Vocabulary } from '../domain/matching/vocabulary';
import type { AnchoredTopic, IndexEntry, StoredTopic } from '../domain/topic';

export interface InspectIndexDependencies {
  /** A page of all topics and index entries; `next` is where the following page starts. */
  readCatalogue: (
    startAfter: string | undefined,
    limit: number,
  ) => Promise<{
    topics: StoredTopic[];
    entries: { term: string; entry: IndexEntry }[];
    next?: string;
  }>;
  topics: (topicIds: string[]) => Promise<Map<string, StoredTopic>>;
  entriesUnder: (terms: string[]) => Promise<Map<string, IndexEntry[]>>;
  loadVocabulary: () => Promise<Vocabulary>;
}

/** A difference between the index and what the topics say it should contain. */
export type IndexFault =
  /** Followed, but not indexed under one of its anchors: its followers miss briefings. */
  | { fault: 'missing'; topicId: string; expression: string; term: string }
  /** Followed, but the current aliases or word frequencies call for other anchors. */
  | { fault: 'misplaced'; topicId: string; expression: string; anchors: string[] }
  /** Followed, but this version refuses the stored expression, so no briefing matches it. */
  | { fault: 'unreadable'; topicId: string; expression: string; reason: string }
  /** Indexed where it is not needed: costs a little and does no harm. */
  | { fault: 'stale'; topicId: string; expression: string; term: string };

export interface IndexReport {
  topics: number;
  entries: number;
  faults: IndexFault[];
  next?: string;
}

/** Items per page: as many as one request can inspect and repair in time. */
const ITEMS_PER_PAGE = 400;

/** A page of the index and everything in it that is not as it should be. */
export interface IndexInspection {
  followed: StoredTopic[];
  /** Topics that nobody follows any more, but whose words are left. */
  abandoned: StoredTopic[];
  entries: number;
  next?: string;
  missing: { topic: StoredTopic; term: string }[];
  /** `current` has the anchors that the topic should have now. */
  misplaced: { topic: StoredTopic; current: AnchoredTopic }[];
  unreadable: { topic: StoredTopic; reason: string }[];
  stale: StaleEntry[];
}

export interface StaleEntry {
  term: string;
  entry: IndexEntry;
  topic: StoredTopic | undefined;
}

export async function inspectIndex(
  dependencies: InspectIndexDependencies,
  startAfter: string | undefined,
): Promise<IndexInspection> {
  const page = await dependencies.readCatalogue(startAfter, ITEMS_PER_PAGE);
  const vocabulary = await dependencies.loadVocabulary();
  const followed = page.topics.filter(({ followers }) => followers > 0);
  return {
    followed,
    abandoned: page.topics.filter(({ followers }) => followers === 0),
    entries: page.entries.length,
    ...(page.next === undefined ? {} : { next: page.next }),
    missing: await findMissing(dependencies, followed),
    ...reanchorAll(followed, vocabulary),
    stale: await findStale(dependencies, page.entries),
  };
}

export function reportOf(inspection: IndexInspection): IndexReport {
  const { followed, entries, next, missing, misplaced, unreadable, stale } = inspection;
  return {
    topics: followed.length,
    entries,
    faults: [
      ...missing.map(({ topic, term }) => ({ fault: 'missing' as const, ...named(topic), term })),
      ...misplaced.map(({ topic }) => ({
        fault: 'misplaced' as const,
        ...named(topic),
        anchors: topic.anchors,
      })),
      ...unreadable.map(({ topic, reason }) => ({
        fault: 'unreadable' as const,
        ...named(topic),
        reason,
      })),
      ...stale.map(({ term, entry }) => ({ fault: 'stale' as const, ...named(entry), term })),
    ],
    ...(next === undefined ? {} : { next }),
  };
}

const named = ({ topicId, expression }: { topicId: string; expression: string }) => ({
  topicId,
  expression,
});

async function findMissing(
  { entriesUnder }: InspectIndexDependencies,
  followed: StoredTopic[],
): Promise<IndexInspection['missing']> {
  const indexed = await entriesUnder(followed.flatMap(({ anchors }) => anchors));
  return followed.flatMap((topic) =>
    topic.anchors
      .filter((term) => !indexed.get(term)?.some(({ topicId }) => topicId === topic.topicId))
      .map((term) => ({ topic, term })),
  );
}

function reanchorAll(
  followed: StoredTopic[],
  vocabulary: Vocabulary,
): Pick<IndexInspection, 'misplaced' | 'unreadable'> {
  const misplaced: IndexInspection['misplaced'] = [];
  const unreadable: IndexInspection['unreadable'] = [];
  for (const topic of followed) {
    const read = readExpression(topic.expression, topic.language);
    if (read.outcome === 'refused') {
      unreadable.push({ topic, reason: read.reason });
      continue;
    }
    const { anchors } = anchorTopic(read.expression, vocabulary);
    if (!sameAnchors(topic.anchors, anchors)) {
      misplaced.push({ topic, current: { ...topic, anchors } });
    }
  }
  return { misplaced, unreadable };
}

async function findStale(
  { topics: topicsById }: InspectIndexDependencies,
  entries: { term: string; entry: IndexEntry }[],
): Promise<StaleEntry[]> {
  const topics = await topicsById(entries.map(({ entry }) => entry.topicId));
  return entries
    .map(({ term, entry }) => ({ term, entry, topic: topics.get(entry.topicId) }))
    .filter(({ term, topic }) => !topic || topic.followers === 0 || !topic.anchors.includes(term));
}

function sameAnchors(a: string[], b: string[]): boolean {
  return [...a].sort().join('\n') === [...b].sort().join('\n');
}
