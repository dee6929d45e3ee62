import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { type DeliveryRequest, deliveryIds, deliveryRequestSchema } from '../domain/delivery';
import { calculateRetrySeconds } from '../domain/delivery-retry';
import { processQueue, RetryLaterError } from './batch';
import { wireDeliver } from './wiring/deliver';

/**
 * How long one delivery may take (ms): reading, SES's answer (at most 8 s), the record, and the
 * pause after it. A delivery that starts with less time left could be cut off between SES's answer
 * and our record.
 */
const MAX_DELIVERY_MS = 14_000;

const logger = createLogger();
const { deliver, retryAfter } = wireDeliver();

/** The deliveries queue: one message per email. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(
    event,
    context,
    logger,
    async ({ body, receiptHandle, attributes }) => {
      if (context.getRemainingTimeInMillis() < MAX_DELIVERY_MS) {
        await retryAfter(receiptHandle, 1);
        throw new RetryLaterError('no-time-left');
      }
      const request = parseRequest(body);
      const delivered = await deliver(request);
      logger.info('delivery', {
        kind: request.kind,
        ...deliveryIds(request),
        ...delivered,
      });
      if (delivered.outcome !== 'retry') return;
      const attempts = Number(attributes.ApproximateReceiveCount);
      await retryAfter(receiptHandle, calculateRetrySeconds(delivered.seconds, attempts));
      throw new RetryLaterError(delivered.because);
    },
    identifyDelivery,
  );
}

/** For the log. A malformed message has no delivery id; its message id is logged in any case. */
function identifyDelivery({ body }: SQSRecord): { deliveryId?: string; briefingId?: string } {
  try {
    return deliveryIds(parseRequest(body));
  } catch {
    return {};
  }
}

function parseRequest(body: string): DeliveryRequest {
  return deliveryRequestSchema.parse(JSON.parse(body));
}
