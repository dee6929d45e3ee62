import { Hono } from 'hono';
import { isTopicId } from '../../domain/expressions/topic-id';
import { MAX_ID_LENGTH } from '../../domain/submission';
import { renderBriefingPage } from '../../rendering/pages/briefing-page';
import { renderNotFoundPage } from '../../rendering/pages/error-pages';
import type { BriefingListItem } from '../../rendering/pages/page-views';
import { renderTopicPage } from '../../rendering/pages/topic-page';
import type { SiteDependencies } from '../wiring/site';

const SHOWN = 50;

/** The pages that mails link to: a briefing, and what a topic met of late. */
export function readingRoutes(parts: SiteDependencies): Hono {
  const app = new Hono();
  const { view, pages } = parts;

  app.get('/briefings/:id', async (context) => {
    const id = context.req.param('id');
    const briefing = id.length > MAX_ID_LENGTH ? undefined : await parts.briefings.get(id);
    if (briefing === undefined) return context.html(renderNotFoundPage(view), 404);
    const pageUrl = pages.briefing(briefing.briefingId);
    return context.html(renderBriefingPage({ ...view, briefing, pageUrl }));
  });

  app.get('/topics/:id', async (context) => {
    const topicId = context.req.param('id');
    const topic = isTopicId(topicId) ? await parts.topics.find(topicId) : undefined;
    if (topic === undefined) return context.html(renderNotFoundPage(view), 404);
    const briefings = await briefingsOf(parts, topicId);
    const pageUrl = pages.topic(topicId);
    return context.html(renderTopicPage({ ...view, expression: topic.name, pageUrl, briefings }));
  });
  return app;
}

async function briefingsOf(parts: SiteDependencies, topicId: string): Promise<BriefingListItem[]> {
  const matches = await parts.matches.latestOfTopic(topicId, SHOWN);
  const briefings = await parts.briefings.byIds(matches.map(({ briefingId }) => briefingId));
  return matches.flatMap(({ briefingId, snippet }) => {
    const briefing = briefings.get(briefingId);
    return briefing ? [{ briefing, pageUrl: parts.pages.briefing(briefingId), snippet }] : [];
  });
}
