import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { fanOutRequestSchema } from '../domain/fan-out-request';
import { fanOut } from '../use-cases/fan-out';
import { processQueue } from './batch';
import { wireFanOut } from './wiring/fan-out';

const logger = createLogger();
const dependencies = wireFanOut();

/** The alerts queue: one message per topic that a briefing matched. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const createDeliveries = fanOut({
    ...dependencies,
    timeLeftMs: () => context.getRemainingTimeInMillis(),
  });
  return processQueue(event, context, logger, async ({ body }) => {
    const request = fanOutRequestSchema.parse(JSON.parse(body));
    const { topicId, briefingId } = request;
    logger.info('fanned out', { topicId, briefingId, ...(await createDeliveries(request)) });
  });
}
