import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Lists the topics that someone follows, page by page. */
export function list({ listTopics }: Pick<OperateDependencies, 'listTopics'>): Operation {
  return withRequest(OPERATIONS['/api/topics/list'].request, async ({ startAfter }) =>
    json(200, (await listTopics(startAfter)) satisfies ApiReply<'/api/topics/list'>),
  );
}

/** Shows the followers of one topic and where it is indexed. */
export function show({ showTopic }: Pick<OperateDependencies, 'showTopic'>): Operation {
  return withRequest(OPERATIONS['/api/topics/show'].request, async (request) => {
    const shown = await showTopic(request);
    if (shown.outcome === 'refused') return refuse(400, shown.reason);
    return json(200, shown.topic satisfies ApiReply<'/api/topics/show'>);
  });
}

/**
 * Counts the words of the latest briefings, so that topics can be indexed under their rarest words.
 */
export function countTopicWords({
  countWords,
}: Pick<OperateDependencies, 'countWords'>): Operation {
  return async () => json(200, (await countWords()) satisfies ApiReply<'/api/topics/count-words'>);
}

/** Reports the differences between the index and the topics, page by page. */
export function verify({ verifyIndex }: Pick<OperateDependencies, 'verifyIndex'>): Operation {
  return withRequest(OPERATIONS['/api/topics/verify'].request, async ({ startAfter }) =>
    json(200, (await verifyIndex(startAfter)) satisfies ApiReply<'/api/topics/verify'>),
  );
}

/** Repairs the differences between the index and the topics, page by page, and reports them. */
export function rebuild({ rebuildIndex }: Pick<OperateDependencies, 'rebuildIndex'>): Operation {
  return withRequest(OPERATIONS['/api/topics/rebuild'].request, async ({ startAfter }) =>
    json(200, (await rebuildIndex(startAfter)) satisfies ApiReply<'/api/topics/rebuild'>),
  );
}
