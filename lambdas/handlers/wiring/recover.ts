import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { connectSqs } from '../../adapters/queue';
import { unfinishedDeliveries } from '../../adapters/unfinished-deliveries';
import { readEnvironment } from '../../environment';
import { recoverLostWork } from '../../use-cases/recover-lost-work';

/** Builds what the recover function needs. */
export function wireRecover() {
  const environment = readEnvironment(
    [
      'BRIEFINGS_TABLE',
      'DELIVERIES_TABLE',
      'CONFIRMATIONS_QUEUE_URL',
      'ALERTS_QUEUE_URL',
      'DIGESTS_QUEUE_URL',
    ],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const lanes = new Lanes(connectSqs(), {
    confirmations: environment.CONFIRMATIONS_QUEUE_URL,
    alerts: environment.ALERTS_QUEUE_URL,
    digests: environment.DIGESTS_QUEUE_URL,
  });
  return recoverLostWork({
    unmatchedSince: briefings.unmatchedSince,
    retriggerMatch: briefings.retriggerMatch,
    unfinishedSince: unfinishedDeliveries(dynamoDb, environment.DELIVERIES_TABLE),
    sendDeliveries: lanes.send,
    now: systemClock,
  });
}
