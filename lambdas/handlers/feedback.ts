import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { systemClock } from '../adapters/clock';
import { Deliveries } from '../adapters/deliveries';
import { DigestPlans } from '../adapters/digest-plans';
import { connectDynamoDb } from '../adapters/dynamodb';
import { createLogger } from '../adapters/logger';
import { parseSesEvent } from '../adapters/ses-event';
import { Subscribers } from '../adapters/subscribers';
import { readEnvironment } from '../environment';
import { handleFeedback } from '../use-cases/handle-feedback';
import { processQueue } from './batch';

const logger = createLogger();
const environment = readEnvironment(['SUBSCRIBERS_TABLE', 'DELIVERIES_TABLE'], process.env);
const dynamoDb = connectDynamoDb();
const plans = new DigestPlans(dynamoDb, environment.SUBSCRIBERS_TABLE);
const deliveries = new Deliveries(dynamoDb, environment.DELIVERIES_TABLE, plans);
const { suppress, countSoftBounce } = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
const listen = handleFeedback({
  confirmSent: deliveries.confirmSent,
  confirmRejected: deliveries.confirmRejected,
  suppress,
  countSoftBounce,
  now: systemClock,
});

/** The feedback queue: what SES says of our mails. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, logger, async ({ body }) => {
    const word = parseSesEvent(JSON.parse(body));
    await listen(word);
    logger.info('heard', { event: word.event });
  });
}
