import type { ArchivedBriefing } from '../domain/archive/archive-day';
import type { FoundBriefing } from '../domain/archive/expression-preview';
import type { Briefing, BriefingHeading } from '../domain/briefing';
import type { Aliases } from '../domain/expressions/aliases';
import type { Expression } from '../domain/expressions/expression';
import { analyzeBriefing } from '../domain/matching/analyze-briefing';
import { compileTopic } from '../domain/matching/compile-topic';
import { createSnippet } from '../domain/matching/create-snippet';
import { matchTopic } from '../domain/matching/match-topic';

export interface FindBriefingsDependencies {
  /** The full briefings with these ids, in no particular order. */
  briefingsByIds: (briefingIds: string[]) => Promise<Briefing[]>;
}

/**
 * The headings of the briefings with the matched words marked, in the same order. Leaves out those that
 * were deleted or changed a moment ago and no longer match.
 */
export async function showFound(
  { briefingsByIds }: FindBriefingsDependencies,
  expression: Expression,
  aliases: Aliases,
  found: readonly Pick<ArchivedBriefing, 'briefingId'>[],
): Promise<FoundBriefing[]> {
  if (found.length === 0) return [];
  const briefings = await briefingsByIds(found.map(({ briefingId }) => briefingId));
  const byId = new Map(briefings.map((briefing) => [briefing.briefingId, briefing]));
  const topic = compileTopic(expression, aliases);
  return found.flatMap(({ briefingId }) => {
    const briefing = byId.get(briefingId);
    if (!briefing) return [];
    const analyzed = analyzeBriefing(briefing);
    const match = matchTopic(topic, analyzed);
    if (!match) return [];
    const snippet = match.words.length > 0 ? createSnippet(match, analyzed) : [];
    return [{ briefing: headingOf(briefing), snippet }];
  });
}

function headingOf(briefing: Briefing): BriefingHeading {
  const { briefingId, title, summary, url, source, language, publishedAt } = briefing;
  return {
    briefingId,
    title,
    summary,
    ...(url === undefined ? {} : { url }),
    ...(source === undefined ? {} : { source }),
    language,
    publishedAt,
  };
}
