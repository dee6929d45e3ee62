import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLogger, describeError } from '../adapters/logger';
import { readFeedbackMessage } from '../adapters/ses-event';
import { wireFeedback } from './wiring/feedback';

const logger = createLogger();
const handleFeedback = wireFeedback();

/** The feedback queue: what SES publishes about our emails. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const messages = Records.map(({ messageId, body, attributes }) => ({
    messageId,
    receives: Number(attributes.ApproximateReceiveCount),
    ...readFeedbackMessage(body),
  }));
  const outcomes = await handleFeedback(messages);
  for (const [index, outcome] of outcomes.entries()) {
    const { event, summary } = messages[index] ?? {};
    const ids = { messageId: outcome.messageId, deliveryId: summary?.mail?.tags.deliveryId[0] };
    switch (outcome.outcome) {
      case 'handled':
        logger.info('feedback received', { ...ids, event: event?.event });
        break;
      case 'failed':
        logger.error('failed', { ...ids, ...describeError(outcome.error) });
        break;
      case 'given-up':
        logger.error('given up', { ...ids, ...describeError(outcome.error) });
        break;
      default:
        outcome satisfies never;
    }
  }
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed');
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
