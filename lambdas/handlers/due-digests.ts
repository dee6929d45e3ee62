import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { dueDigestsRequestSchema } from '../domain/due-digests';
import { queueDueDigests } from '../use-cases/queue-due-digests';
import { processQueue } from './batch';
import { wireDueDigests } from './wiring/due-digests';

const logger = createLogger();
const dependencies = wireDueDigests();

/** The queue of due digests: one message per shard and window. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const queueDigests = queueDueDigests({
    ...dependencies,
    timeLeftMs: () => context.getRemainingTimeInMillis(),
  });
  return processQueue(event, context, logger, async ({ body }) => {
    const request = dueDigestsRequestSchema.parse(JSON.parse(body));
    const { shard, from, to } = request;
    logger.info('digests queued', { shard, from, to, ...(await queueDigests(request)) });
  });
}
