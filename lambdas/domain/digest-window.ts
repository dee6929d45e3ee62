import { createHash } from 'node:crypto';

/** What a subscriber's digests of one frequency have looked at so far. */
export interface DigestState {
  /** ISO 8601: every match stamped up to here was looked at, and none can still appear. */
  settledUntil: string;
  /** Marks of the matches stamped later than that which a digest has listed already. */
  listed: string[];
}

export interface WindowedMatch {
  topicId: string;
  briefingId: string;
  edition: number;
  /** ISO 8601. */
  matchedAt: string;
}

/**
 * A match is stamped a little before it can be read, so one may appear behind a digest that covered
 * its time. Two minutes are longer than a write and its retries take, and clocks differ.
 */
export const SETTLING_MS = 2 * 60_000;

/** The state is one item of the subscriber's, and DynamoDB's items end at 400 KB. */
const MAX_LISTED_MATCHES = 5_000;

/**
 * Chooses, from all matches stamped after `state.settledUntil`, those for a digest made `now`
 * (ISO 8601), and the state that the next one starts from. No match falls between two digests or
 * into both, even when its writing was slow.
 */
export function openWindow<M extends WindowedMatch>(
  state: DigestState,
  matches: M[],
  now: string,
): { fresh: M[]; next: DigestState } {
  const listed = new Set(state.listed);
  const settledUntil = later(state.settledUntil, before(now, SETTLING_MS));
  const unlisted = matches.filter((match) => match.matchedAt <= now && !listed.has(markOf(match)));
  const marks = matches
    .filter(({ matchedAt }) => matchedAt > settledUntil && matchedAt <= now)
    .map(markOf);
  if (marks.length <= MAX_LISTED_MATCHES)
    return { fresh: unlisted, next: { settledUntil, listed: marks } };
  // A flood of the last minutes waits for the next digest; what was listed of it stays marked.
  const fresh = unlisted.filter(({ matchedAt }) => matchedAt <= settledUntil);
  return { fresh, next: { settledUntil, listed: state.listed } };
}

function markOf({ topicId, briefingId, edition }: WindowedMatch): string {
  const name = JSON.stringify([topicId, briefingId, edition]);
  return createHash('sha256').update(name).digest('base64url').slice(0, 10);
}

function before(time: string, ms: number): string {
  return new Date(Date.parse(time) - ms).toISOString();
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
