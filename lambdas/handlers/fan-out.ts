import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { fanOutRequestSchema } from '../domain/fan-out-request';
import { processQueue } from './batch';
import { wireFanOut } from './wiring/fan-out';

const logger = createLogger();
const fanOut = wireFanOut();

/** The fan-out queue: one message per part of the topics that a briefing matched, and pass. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, logger, async ({ body }) => {
    const request = fanOutRequestSchema.parse(JSON.parse(body));
    const { briefingId, edition, index } = request;
    const outcome = await fanOut(request, () => context.getRemainingTimeInMillis());
    logger.info('fanned out', { briefingId, edition, index, ...outcome });
  });
}
