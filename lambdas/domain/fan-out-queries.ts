import type { FanOut } from './fan-out-request';
import { DIGEST_FREQUENCIES, type Frequency } from './frequency';

/** The followers of a topic at a frequency, since a time (ISO 8601) if there is one. */
export interface FollowersQuery {
  topicId: string;
  frequency: Frequency;
  since?: string;
}

/** A follower may be missing from the index (ms) this long after they followed the topic, or less. */
const INDEX_DELAY_MS = 15 * 60_000;

/**
 * The queries of a pass, always in the same order. They find at least everyone who had the topic at
 * `instant` when the briefing matched it. The preparation of the alert decides who gets it.
 */
export function fanOutQueries({
  pass,
  topicIds,
  firstMatchedAt,
}: Pick<FanOut, 'pass' | 'topicIds' | 'firstMatchedAt'>): FollowersQuery[] {
  /** Those who have changed from `instant` to a digest since the match. */
  const changedSince = (topicId: string): FollowersQuery[] =>
    DIGEST_FREQUENCIES.map((frequency) => ({ topicId, frequency, since: firstMatchedAt }));
  switch (pass) {
    case 1:
      return topicIds.map((topicId) => ({ topicId, frequency: 'instant' }));
    case 2: {
      const since = new Date(Date.parse(firstMatchedAt) - INDEX_DELAY_MS).toISOString();
      return topicIds.flatMap((topicId) => [
        { topicId, frequency: 'instant', since },
        ...changedSince(topicId),
      ]);
    }
    case 3:
      return topicIds.flatMap((topicId) => [
        { topicId, frequency: 'instant' },
        ...changedSince(topicId),
      ]);
    default:
      return pass satisfies never;
  }
}
