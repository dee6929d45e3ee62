import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { createLogger, describeError } from '../adapters/logger';
import { type DeliveryRequest, deliveryIdOf, deliveryRequestSchema } from '../domain/delivery';
import { wireDeliver } from './wiring/deliver';

const logger = createLogger();
const deliver = wireDeliver();

/** The lanes: one message per email. A message that fails is received again. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const failed: SQSRecord[] = [];
  const readable: { record: SQSRecord; request: DeliveryRequest }[] = [];
  for (const record of event.Records) {
    try {
      readable.push({ record, request: parseRequest(record) });
    } catch (error) {
      logger.error('failed', { messageId: record.messageId, ...describeError(error) });
      failed.push(record);
    }
  }
  const outcomes = await deliver(
    readable.map(({ request }) => request),
    context.getRemainingTimeInMillis(),
  );
  for (const [index, { record, request }] of readable.entries()) {
    const ids = identify(request);
    const result = outcomes[index];
    if (result?.status === 'fulfilled') {
      logger.info('delivery', { kind: request.kind, ...ids, ...result.value });
    } else {
      const { messageId } = record;
      logger.error('failed', { messageId, ...ids, ...describeError(result?.reason) });
      failed.push(record);
    }
  }
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** The ids by which an operator finds the email, and the briefing that an alert is about. */
function identify(request: DeliveryRequest): { deliveryId: string; briefingId?: string } {
  const deliveryId = deliveryIdOf(request);
  return request.kind === 'alert' ? { deliveryId, briefingId: request.briefingId } : { deliveryId };
}

function parseRequest({ body }: SQSRecord): DeliveryRequest {
  return deliveryRequestSchema.parse(JSON.parse(body));
}
