import { systemClock } from '../adapters/clock';
import { DigestPlans } from '../adapters/digest-plans';
import { connectDynamoDb } from '../adapters/dynamodb';
import { createLogger } from '../adapters/logger';
import { connectSqs, WorkQueue } from '../adapters/queue';
import type { DeliveryRequest } from '../domain/delivery';
import { readEnvironment } from '../environment';
import { queueDueDigests } from '../use-cases/queue-due-digests';

const logger = createLogger();
const environment = readEnvironment(['SUBSCRIBERS_TABLE', 'DELIVERIES_QUEUE_URL'], process.env);
const plans = new DigestPlans(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);
const makeDue = queueDueDigests({
  dueBy: (time) => plans.dueBy(time),
  postpone: plans.postpone,
  sendDeliveries: new WorkQueue<DeliveryRequest>(connectSqs(), environment.DELIVERIES_QUEUE_URL)
    .send,
  now: systemClock,
});

/** Every few minutes: makes the digests that are due. */
export async function handler(): Promise<void> {
  logger.info('digests due', await makeDue(systemClock()));
}
