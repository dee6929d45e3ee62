import type { Snippet } from '../../domain/snippet';
import { sortEverythingLast } from '../topic-wording';
import type { BriefingView, DigestEntry, TopicGroup, TopicLink } from './views';

/** One topic that one briefing matches. */
export interface TopicMatch {
  topic: TopicLink;
  briefing: BriefingView;
  snippet: Snippet;
}

/**
 * Lists each briefing once: under its first topic, with the others as `alsoMatches`. Topics keep the
 * order of their first match, except that `*`, the least specific, comes last. A topic whose briefings
 * are all listed under others has no group. In a group the briefing that matches most topics comes first,
 * and of those that match as many, the latest.
 */
export function groupByTopic(matches: TopicMatch[]): TopicGroup[] {
  const ranks = rankTopics(matches);
  const rankOf = (match: TopicMatch) => ranks.get(match.topic.expression) ?? 0;
  const byRank = matches.toSorted((a, b) => rankOf(a) - rankOf(b));

  const groups = new Map<string, TopicGroup>();
  const listed = new Map<string, { heading: string; entry: DigestEntry }>();
  for (const { topic, briefing, snippet } of byRank) {
    const earlier = listed.get(briefing.briefingId);
    if (earlier) {
      addAlsoMatch(earlier, topic.expression);
      continue;
    }
    const entry: DigestEntry = { briefing, snippet, alsoMatches: [] };
    listed.set(briefing.briefingId, { heading: topic.expression, entry });
    const group = groups.get(topic.expression) ?? { topic, entries: [], total: 0 };
    group.entries.push(entry);
    groups.set(topic.expression, group);
  }
  return [...groups.values()].map(sortByImportance);
}

function rankTopics(matches: TopicMatch[]): Map<string, number> {
  const expressions = [...new Set(matches.map((match) => match.topic.expression))];
  return new Map(sortEverythingLast(expressions).map((expression, rank) => [expression, rank]));
}

function addAlsoMatch(
  { heading, entry }: { heading: string; entry: DigestEntry },
  expression: string,
): void {
  if (expression !== heading && !entry.alsoMatches.includes(expression)) {
    entry.alsoMatches.push(expression);
  }
}

function sortByImportance(group: TopicGroup): TopicGroup {
  const entries = group.entries.toSorted(
    (a, b) =>
      b.alsoMatches.length - a.alsoMatches.length ||
      Date.parse(b.briefing.publishedAt) - Date.parse(a.briefing.publishedAt),
  );
  return { ...group, entries, total: entries.length };
}
