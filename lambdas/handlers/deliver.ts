import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { connectSqs, WorkQueue } from '../adapters/queue';
import { deliveryRequestSchema } from '../domain/delivery';
import { readEnvironment } from '../environment';
import { deliver } from '../use-cases/deliver';
import { processQueue, RetryLaterError } from './batch';
import { deliverVariables, wireDeliver } from './wiring/deliver';

const logger = createLogger();
const environment = readEnvironment(deliverVariables, process.env);
const queue = new WorkQueue(connectSqs(), environment.DELIVERIES_QUEUE_URL);
const send = deliver(wireDeliver(environment));

/** The deliveries queue: one message a mail. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, logger, async ({ body, receiptHandle, attributes }) => {
    if (context.getRemainingTimeInMillis() < MAX_DELIVERY_MS) {
      await queue.retryAfter(receiptHandle, 1);
      throw new RetryLaterError('no time left');
    }
    const request = deliveryRequestSchema.parse(JSON.parse(body));
    const delivered = await send(request);
    logger.info('delivery', { kind: request.kind, ...delivered });
    if (delivered.outcome !== 'try-again') return;
    const tries = Number(attributes.ApproximateReceiveCount);
    await queue.retryAfter(receiptHandle, calculateRetrySeconds(delivered.seconds, tries));
    throw new RetryLaterError(delivered.because);
  });
}

/**
 * Reading, SES's answer (8 s at most), the record and the pause after it: a delivery begun with less
 * time left could be cut off between SES's yes and our record.
 */
const MAX_DELIVERY_MS = 14_000;

/** At most so long (seconds) between two tries. */
const MAX_RETRY_SECONDS = 900;

/** Whoever is busy for long, such as an account whose day's quota is used up, is asked ever less. */
function calculateRetrySeconds(seconds: number, tries: number): number {
  return Math.max(seconds, Math.min(seconds * 2 ** (tries - 1), MAX_RETRY_SECONDS));
}
