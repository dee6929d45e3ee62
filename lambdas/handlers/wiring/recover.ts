import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { unfinishedDeliveries } from '../../adapters/unfinished-deliveries';
import type { DeliveryRequest } from '../../domain/delivery';
import { readEnvironment } from '../../environment';
import { recoverLostWork } from '../../use-cases/recover-lost-work';
import { wireCleanUp } from './subscriptions';

/** Builds what the recover function needs. */
export function wireRecover() {
  const environment = readEnvironment(
    [
      'BRIEFINGS_TABLE',
      'DELIVERIES_TABLE',
      'DELIVERIES_QUEUE_URL',
      'SUBSCRIBERS_TABLE',
      'TOPICS_TABLE',
    ],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const queue = new WorkQueue<DeliveryRequest>(connectSqs(), environment.DELIVERIES_QUEUE_URL);
  return {
    recoverLostWork: recoverLostWork({
      unmatchedSince: briefings.unmatchedSince,
      retriggerMatch: briefings.retriggerMatch,
      unfinishedSince: unfinishedDeliveries(dynamoDb, environment.DELIVERIES_TABLE),
      sendDeliveries: queue.send,
      now: systemClock,
    }),
    cleanUpUnsubscribed: wireCleanUp(dynamoDb, environment),
    now: systemClock,
  };
}
