import { Hono } from 'hono';
import { isTopicId } from '../../domain/expressions/topic-id';
import { renderNotFoundPage } from '../../rendering/pages/error-pages';
import type { BriefingListItem } from '../../rendering/pages/page-views';
import { renderTopicPage } from '../../rendering/pages/topic-page';
import type { SiteDependencies } from '../wiring/site';
import { pageLanguage } from './page-language';

type TopicDependencies = Pick<
  SiteDependencies,
  'view' | 'pages' | 'findTopic' | 'latestMatches' | 'briefingHeadings'
>;

/** How many of the latest matches the page lists. */
const MAX_BRIEFINGS = 50;

/** The page of one topic: the latest briefings that match it. */
export function topicRoutes(dependencies: TopicDependencies): Hono {
  const { view, pages, findTopic } = dependencies;
  const app = new Hono();
  app.get('/topics/:id', async (context) => {
    const topicId = context.req.param('id');
    const topic = isTopicId(topicId) ? await findTopic(topicId) : undefined;
    // A topic that nobody follows any more looks as if nobody had ever followed it.
    if (topic === undefined || topic.followers === 0)
      return context.html(renderNotFoundPage(view(pageLanguage(context))), 404);
    const briefings = await latestBriefingsOf(dependencies, topicId);
    const pageUrl = pages.topic(topicId);
    const page = {
      ...view(pageLanguage(context)),
      expression: topic.expression,
      pageUrl,
      briefings,
    };
    return context.html(renderTopicPage(page));
  });
  return app;
}

async function latestBriefingsOf(
  { pages, latestMatches, briefingHeadings }: TopicDependencies,
  topicId: string,
): Promise<BriefingListItem[]> {
  const matches = await latestMatches(topicId, MAX_BRIEFINGS);
  const briefings = await briefingHeadings(matches.map(({ briefingId }) => briefingId));
  return matches.flatMap(({ briefingId, snippet }) => {
    const briefing = briefings.get(briefingId);
    return briefing ? [{ briefing, pageUrl: pages.briefing(briefingId), snippet }] : [];
  });
}
