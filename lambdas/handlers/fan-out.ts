import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { connectDynamoDb } from '../adapters/dynamodb';
import { createLogger } from '../adapters/logger';
import { connectSqs, WorkQueue } from '../adapters/queue';
import { Subscribers } from '../adapters/subscribers';
import type { DeliveryRequest } from '../domain/delivery';
import { readEnvironment } from '../environment';
import { type FanOutRequest, fanOut, fanOutRequestSchema } from '../use-cases/fan-out';
import { processQueue } from './batch';

const logger = createLogger();
const environment = readEnvironment(
  ['SUBSCRIBERS_TABLE', 'ALERTS_QUEUE_URL', 'DELIVERIES_QUEUE_URL'],
  process.env,
);
const sqs = connectSqs();
const alerts = new WorkQueue<FanOutRequest>(sqs, environment.ALERTS_QUEUE_URL);
const deliveries = new WorkQueue<DeliveryRequest>(sqs, environment.DELIVERIES_QUEUE_URL);
const { followersOf } = new Subscribers(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);

/** The alerts queue: one message a topic that a briefing met. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const fan = fanOut({
    followersOf,
    sendDeliveries: deliveries.send,
    continueLater: (topic) => alerts.send([topic]),
    timeLeftMs: () => context.getRemainingTimeInMillis(),
  });
  return processQueue(event, context, logger, async ({ body }) => {
    const topic = fanOutRequestSchema.parse(JSON.parse(body));
    logger.info('fanned out', { topicId: topic.topicId, ...(await fan(topic)) });
  });
}
