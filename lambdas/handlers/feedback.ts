import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { parseSesEvent } from '../adapters/ses-event';
import { processQueue } from './batch';
import { wireFeedback } from './wiring/feedback';

const logger = createLogger();
const handleFeedback = wireFeedback();

/** The feedback queue: what SES publishes about our emails. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, logger, async ({ body }) => {
    const sesEvent = parseSesEvent(JSON.parse(body));
    await handleFeedback(sesEvent);
    const { event: kind } = sesEvent;
    const ids = 'deliveryId' in sesEvent ? { deliveryId: sesEvent.deliveryId } : {};
    logger.info('feedback received', { event: kind, ...ids });
  });
}
