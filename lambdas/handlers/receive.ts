import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Notification, readNotification } from '../adapters/inbound/ses-notification';
import { createLogger } from '../adapters/logger';
import { processQueue } from './batch';
import { wireReceiveFunction } from './wiring/receive-function';

const logger = createLogger();
const { readRaw, receiveEmail } = wireReceiveFunction();

/** The queue of received emails. Logs what became of each, but nothing of what it says or of whom it is. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, logger, async ({ messageId, body }) => {
    const notification = readNotification(body);
    // A message that can't be read now never can be.
    if (notification === undefined) logger.warn('not a received email', { messageId });
    else await receive(notification);
  });
}

async function receive({ objectKey, ...incoming }: Notification): Promise<void> {
  const ids = { emailId: incoming.arrivalId };
  const found = await readRaw(objectKey);
  switch (found.outcome) {
    case 'found':
      logger.info('email received', {
        ...ids,
        ...(await receiveEmail({ ...incoming, raw: found.raw })),
      });
      break;
    case 'too-large':
      logger.info('email received', { ...ids, outcome: 'rejected', reason: 'too-large' });
      break;
    case 'missing':
      logger.error('received email is missing', ids);
      break;
    default:
      found satisfies never;
  }
}
