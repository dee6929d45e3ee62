import { createHash } from 'node:crypto';

/** What a subscriber's digests of one frequency have covered so far. */
export interface DigestState {
  /** ISO 8601: every match made up to this time has been covered, and no more can appear. */
  settledUntil: string;
  /** Keys of the matches made after that time that a digest has already listed. */
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
 * A match gets its time a little before it can be read, so it may appear after a digest has already
 * covered that time. Two minutes are longer than a write and its retries, and allow for clock skew.
 */
export const SETTLING_MS = 2 * 60_000;

/** The state is stored in one DynamoDB item, which has at most 400 KB. */
const MAX_LISTED_MATCHES = 5_000;

/**
 * From all matches made after `state.settledUntil`, chooses those for a digest made `now` (ISO 8601),
 * and the state that the next digest starts from. No match is missed or listed twice, even if it was
 * written slowly.
 */
export function openWindow<M extends WindowedMatch>(
  state: DigestState,
  matches: M[],
  now: string,
): { newMatches: M[]; next: DigestState } {
  const listed = new Set(state.listed);
  const settledUntil = later(state.settledUntil, before(now, SETTLING_MS));
  const unlisted = matches.filter((match) => match.matchedAt <= now && !listed.has(keyOf(match)));
  const unsettled = matches
    .filter(({ matchedAt }) => matchedAt > settledUntil && matchedAt <= now)
    .map(keyOf);
  if (unsettled.length <= MAX_LISTED_MATCHES)
    return { newMatches: unlisted, next: { settledUntil, listed: unsettled } };
  // Too many matches in the last minutes: they wait for the next digest. Those already listed stay in the list.
  const newMatches = unlisted.filter(({ matchedAt }) => matchedAt <= settledUntil);
  return { newMatches, next: { settledUntil, listed: state.listed } };
}

/** Whether a digest has covered the match. */
export function isCovered(state: DigestState, match: WindowedMatch): boolean {
  return match.matchedAt <= state.settledUntil || state.listed.includes(keyOf(match));
}

function keyOf({ topicId, briefingId, edition }: WindowedMatch): string {
  const name = JSON.stringify([topicId, briefingId, edition]);
  return createHash('sha256').update(name).digest('base64url').slice(0, 10);
}

function before(time: string, ms: number): string {
  return new Date(Date.parse(time) - ms).toISOString();
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
