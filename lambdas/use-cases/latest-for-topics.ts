import type { FoundBriefing, PreviewExpression } from '../domain/archive/expression-preview';
import type { TopicLanguage } from '../domain/languages/language';

/** Enough for a first impression; a request can name many more topics. */
const MAX_TOPICS = 5;
const MAX_BRIEFINGS = 5;

export interface LatestForTopics {
  /** How many days back. */
  days: number;
  /** Newest first. */
  latest: FoundBriefing[];
}

/** The latest briefings of the last days that any of the topics matches; undefined if there is no topic. */
export function latestForTopics(previewExpression: PreviewExpression) {
  return async (
    expressions: string[],
    language: TopicLanguage,
  ): Promise<LatestForTopics | undefined> => {
    let days: number | undefined;
    const byId = new Map<string, FoundBriefing>();
    for (const expression of expressions.slice(0, MAX_TOPICS)) {
      const previewed = await previewExpression(expression, language);
      if (previewed.outcome === 'refused') continue;
      days = previewed.preview.days;
      for (const found of previewed.preview.latest) byId.set(found.briefing.briefingId, found);
    }
    if (days === undefined) return undefined;
    const latest = [...byId.values()]
      .sort((a, b) => b.briefing.publishedAt.localeCompare(a.briefing.publishedAt))
      .slice(0, MAX_BRIEFINGS);
    return { days, latest };
  };
}
