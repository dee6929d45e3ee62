import { json } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Lists the newest briefings with their text, page by page. */
export function listLatest({
  listBriefings,
}: Pick<OperateDependencies, 'listBriefings'>): Operation {
  return withRequest(OPERATIONS['/api/briefings/list'].request, async ({ limit, start }) => {
    const { briefings, next } = await listBriefings(limit, start);
    const listed = briefings.map(
      ({ briefingId, title, url, source, tags, language, publishedAt, body }) => ({
        ...{ briefingId, title, url, source, tags, language, publishedAt, body },
      }),
    );
    return json(200, { briefings: listed, next } satisfies ApiReply<'/api/briefings/list'>);
  });
}
