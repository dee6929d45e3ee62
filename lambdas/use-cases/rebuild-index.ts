import type { AnchoredTopic, IndexEntry, StoredTopic } from '../domain/topic';
import {
  type IndexReport,
  type InspectIndexDependencies,
  inspectIndex,
  reportOf,
  type StaleEntry,
} from './inspect-index';

export interface RebuildIndexDependencies extends InspectIndexDependencies {
  reindex: (topic: AnchoredTopic, stored: StoredTopic) => Promise<void>;
  /** Ends the generation of a topic without followers; false if someone follows it now. */
  endGeneration: (topic: StoredTopic) => Promise<boolean>;
  /** Removes the words of a topic, unless someone is about to follow it. */
  removeWords: (topic: StoredTopic) => Promise<void>;
  removeEntry: (term: string, entry: IndexEntry, generation: number) => Promise<void>;
}

/**
 * Compares a page of the index with the topics, repairs the differences, and reports what it found.
 * Safe while topics are followed and unfollowed: an entry is removed only after its generation ended.
 */
export function rebuildIndex(dependencies: RebuildIndexDependencies) {
  return async (startAfter?: string): Promise<IndexReport> => {
    const inspection = await inspectIndex(dependencies, startAfter);
    const { missing, misplaced, stale, abandoned } = inspection;

    const toReindex = new Map<string, { topic: StoredTopic; current: AnchoredTopic }>();
    for (const { topic } of missing) toReindex.set(topic.topicId, { topic, current: topic });
    for (const moved of misplaced) toReindex.set(moved.topic.topicId, moved);
    for (const { topic, current } of toReindex.values()) await dependencies.reindex(current, topic);

    for (const entry of stale) await removeStale(dependencies, entry);
    for (const topic of abandoned) await dependencies.removeWords(topic);
    return reportOf(inspection);
  };
}

/**
 * Keeps the entry if the topic's generation cannot be ended, because someone is about to follow it.
 */
async function removeStale(
  { topics, reindex, endGeneration, removeEntry }: RebuildIndexDependencies,
  { term, entry, topic }: StaleEntry,
): Promise<void> {
  const inUse =
    topic !== undefined && topic.followers === 0 && topic.generation === entry.generation;
  if (inUse && !(await endGeneration(topic))) return;
  await removeEntry(term, entry, entry.generation);
  // If the topic was moved under this term in the meantime, its entry is needed again.
  const current = (await topics([entry.topicId])).get(entry.topicId);
  if (current && current.followers > 0 && current.anchors.includes(term)) {
    await reindex(current, current);
  }
}
