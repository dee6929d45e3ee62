import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { connectSqs, WorkQueue } from '../adapters/queue';
import { deliveryRequestSchema } from '../domain/delivery';
import { readEnvironment } from '../environment';
import { deliver } from '../use-cases/deliver';
import { TryAgain, workThrough } from './batch';
import { deliverParts, deliverVariables } from './deliver-parts';

const logger = createLogger();
const environment = readEnvironment(deliverVariables, process.env);
const queue = new WorkQueue(connectSqs(), environment.DELIVERIES_QUEUE_URL);
const send = deliver(deliverParts(environment));

/** The deliveries queue: one message a mail. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return workThrough(event, context, logger, async ({ body, receiptHandle, attributes }) => {
    if (context.getRemainingTimeInMillis() < LONGEST_DELIVERY_MS) {
      await queue.retryAfter(receiptHandle, 1);
      throw new TryAgain('no time left');
    }
    const request = deliveryRequestSchema.parse(JSON.parse(body));
    const delivered = await send(request);
    logger.info('delivery', { kind: request.kind, ...delivered });
    if (delivered.outcome !== 'try-again') return;
    const tries = Number(attributes.ApproximateReceiveCount);
    await queue.retryAfter(receiptHandle, longerEachTime(delivered.seconds, tries));
    throw new TryAgain(delivered.because);
  });
}

/**
 * Reading, SES's answer (8 s at most), the record and the pause after it: a delivery begun with less
 * time left could be cut off between SES's yes and our record.
 */
const LONGEST_DELIVERY_MS = 14_000;

/** At most so long (seconds) between two tries. */
const LONGEST_PAUSE = 900;

/** Whoever is busy for long, such as an account whose day's quota is used up, is asked ever less. */
function longerEachTime(seconds: number, tries: number): number {
  return Math.max(seconds, Math.min(seconds * 2 ** (tries - 1), LONGEST_PAUSE));
}
