import type { Snippet } from '../../domain/snippet';
import { EVERYTHING } from '../topic-names';
import type { BriefingView, DigestEntry, TopicGroup, TopicLink } from './views';

/** One topic that one briefing met. */
export interface TopicMatch {
  topic: TopicLink;
  briefing: BriefingView;
  snippet: Snippet;
}

/**
 * Lists each briefing once: under the first of its topics, with the others as `alsoMeets`. Topics come
 * in the order in which they first appear, but `*`, which says least, last; a topic whose briefings all
 * stand under others gets no group. In a group the latest briefing comes first.
 */
export function groupByTopic(matches: TopicMatch[]): TopicGroup[] {
  const ranks = rankOfTopics(matches);
  const rankOf = (match: TopicMatch) => ranks.get(match.topic.expression) ?? 0;
  const byRank = [...matches].sort((a, b) => rankOf(a) - rankOf(b));

  const groups = new Map<string, TopicGroup>();
  const listed = new Map<string, { under: string; entry: DigestEntry }>();
  for (const { topic, briefing, snippet } of byRank) {
    const earlier = listed.get(briefing.briefingId);
    if (earlier) {
      noteAlsoMet(earlier, topic.expression);
      continue;
    }
    const entry: DigestEntry = { briefing, snippet, alsoMeets: [] };
    listed.set(briefing.briefingId, { under: topic.expression, entry });
    const group = groups.get(topic.expression) ?? { topic, entries: [], total: 0 };
    group.entries.push(entry);
    groups.set(topic.expression, group);
  }
  return [...groups.values()].map(latestFirst);
}

function rankOfTopics(matches: TopicMatch[]): Map<string, number> {
  const expressions = [...new Set(matches.map((match) => match.topic.expression))];
  const specific = expressions.filter((expression) => expression !== EVERYTHING);
  return new Map([...specific, EVERYTHING].map((expression, rank) => [expression, rank]));
}

function noteAlsoMet(listed: { under: string; entry: DigestEntry }, expression: string): void {
  const { under, entry } = listed;
  if (expression !== under && !entry.alsoMeets.includes(expression)) {
    entry.alsoMeets.push(expression);
  }
}

function latestFirst(group: TopicGroup): TopicGroup {
  const entries = group.entries.toSorted(
    (a, b) => Date.parse(b.briefing.publishedAt) - Date.parse(a.briefing.publishedAt),
  );
  return { ...group, entries, total: entries.length };
}
