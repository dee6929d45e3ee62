import { Briefings } from '../adapters/briefings';
import { systemClock } from '../adapters/clock';
import { connectDynamoDb } from '../adapters/dynamodb';
import { createLogger } from '../adapters/logger';
import { connectSqs, WorkQueue } from '../adapters/queue';
import { unfinishedDeliveries } from '../adapters/unfinished-deliveries';
import type { DeliveryRequest } from '../domain/delivery';
import { readEnvironment } from '../environment';
import { recoverLostWork } from '../use-cases/recover-lost-work';

const logger = createLogger();
const environment = readEnvironment(
  ['BRIEFINGS_TABLE', 'DELIVERIES_TABLE', 'DELIVERIES_QUEUE_URL'],
  process.env,
);
const dynamoDb = connectDynamoDb();
const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
const recover = recoverLostWork({
  unmatchedSince: briefings.unmatchedSince,
  retriggerMatch: briefings.retriggerMatch,
  unfinishedSince: unfinishedDeliveries(dynamoDb, environment.DELIVERIES_TABLE),
  sendDeliveries: new WorkQueue<DeliveryRequest>(connectSqs(), environment.DELIVERIES_QUEUE_URL)
    .send,
  now: systemClock,
});

/** Every few minutes: starts again what was lost on the way. */
export async function handler(): Promise<void> {
  const { unreadable, ...recovered } = await recover();
  logger.info('recovered', recovered);
  if (unreadable.length > 0) logger.error('deliveries that can not be read', { unreadable });
}
