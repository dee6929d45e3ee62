import type { StoredTopic } from '../domain/topic';

export interface ListTopicsDependencies {
  /** A page of all topics and index entries; `next` is where the following page starts. */
  readCatalogue: (
    startAfter: string | undefined,
    limit: number,
  ) => Promise<{ topics: StoredTopic[]; next?: string }>;
}

/** Topics and index entries are stored together, so a page may have few topics or none. */
const ITEMS_PER_PAGE = 1_000;

/** Lists a page of the topics that someone follows; `next` is where the following page starts. */
export function listTopics({ readCatalogue }: ListTopicsDependencies) {
  return async (startAfter?: string): Promise<{ topics: StoredTopic[]; next?: string }> => {
    const { topics, next } = await readCatalogue(startAfter, ITEMS_PER_PAGE);
    const followed = topics.filter(({ followers }) => followers > 0);
    return { topics: followed, ...(next === undefined ? {} : { next }) };
  };
}
