import type { BriefingHeading } from '../../domain/briefing';
import { type DigestState, openWindow, type WindowedMatch } from '../../domain/digest-window';
import { type FollowedTopic, frequencyAt, topicsOfDigest } from '../../domain/followed-topics';
import type { Snippet } from '../../domain/snippet';
import { findMuted } from '../../domain/story';
import type { DigestPlan, SubscriberFile } from '../../domain/subscriber';
import type { MatchedTopic } from './email-writer';

export interface DigestMatchesDependencies {
  /** Every match of the topic made after `from` (ISO 8601), including the most recent writes. */
  matchesOfTopicSince: (
    topicId: string,
    from: string,
  ) => Promise<(WindowedMatch & { snippet: Snippet })[]>;
  /** The headings of the briefings, by id, each of at least an edition. */
  briefings: (
    briefingIds: string[],
    minEdition?: (briefingId: string) => number,
  ) => Promise<Map<string, BriefingHeading>>;
}

/** What a digest would list. */
export interface DigestMatches {
  /** False if no topic is left that a digest of this frequency could tell of. */
  isFollowed: boolean;
  listed: (WindowedMatch & MatchedTopic & { briefing: BriefingHeading })[];
  /** Whether matches are left out because their story is muted. */
  isMuted: boolean;
  /** The state that the next digest starts from. */
  next: DigestState;
}

/** Finds all matches since the last digest, without those that were withdrawn or muted. */
export function findDigestMatches(dependencies: DigestMatchesDependencies) {
  const { briefings } = dependencies;
  /** `now` is ISO 8601. */
  return async (file: SubscriberFile, plan: DigestPlan, now: string): Promise<DigestMatches> => {
    const { settledUntil, frequency } = plan;
    const topics = topicsOfDigest(file.subscriptions, frequency, settledUntil);
    const matches = await readMatches(dependencies, plan, topics);
    const { newMatches, next } = openWindow(plan, matches, now);
    const editions = new Map(newMatches.map(({ briefingId, edition }) => [briefingId, edition]));
    const headings = await briefings([...editions.keys()], (id) => editions.get(id) ?? 1);
    const found = newMatches.flatMap((match) => {
      const briefing = headings.get(match.briefingId);
      return briefing ? [{ ...match, briefing }] : [];
    });
    const listed = found.filter(
      ({ briefing }) => findMuted(file.subscriber, briefing) === undefined,
    );
    const isMuted = listed.length < found.length;
    return { isFollowed: topics.length > 0, listed, isMuted, next };
  };
}

/** Each topic's matches since the last digest that were made while this digest covered it. */
async function readMatches(
  { matchesOfTopicSince }: DigestMatchesDependencies,
  plan: DigestPlan,
  topics: FollowedTopic[],
) {
  const reads = topics.map(async (topic) => {
    const { topicId, expression } = topic;
    const matches = await matchesOfTopicSince(topicId, plan.settledUntil);
    return matches
      .filter(({ matchedAt }) => frequencyAt(topic, matchedAt) === plan.frequency)
      .map((match) => ({ ...match, expression }));
  });
  return (await Promise.all(reads)).sort(byFewestMatches).flat();
}

/** A briefing is listed under the first of its topics: the most specific one, which has the fewest matches. */
function byFewestMatches(a: { expression: string }[], b: { expression: string }[]): number {
  const expressionLength = (matches: { expression: string }[]) =>
    matches[0]?.expression.length ?? 0;
  return a.length - b.length || expressionLength(b) - expressionLength(a);
}
