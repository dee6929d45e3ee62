import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { SendEvents } from '../../adapters/send-events';
import { findSendingPause } from '../../adapters/sending-pause';
import { connectSesForProbes } from '../../adapters/ses-probe';
import { UnfinishedDeliveries } from '../../adapters/unfinished-deliveries';
import type { FanOutRequest } from '../../domain/fan-out-request';
import { readEnvironment } from '../../environment';
import { composeProbe } from '../../rendering/emails/compose-probe';
import { recoverLostWork } from '../../use-cases/recover-lost-work';
import { wireCleanUp } from './subscriptions';

const VARIABLES = [
  'BRIEFINGS_TABLE',
  'DELIVERIES_TABLE',
  'SUBSCRIBERS_TABLE',
  'TOPICS_TABLE',
  'CONFIRMATIONS_QUEUE_URL',
  'ALERTS_QUEUE_URL',
  'DIGESTS_QUEUE_URL',
  'FAN_OUT_QUEUE_URL',
  'CONFIGURATION_SET',
  'SENDER',
  'STAGE',
] as const;

/** Builds what the recover function needs. */
export function wireRecover() {
  const environment = readEnvironment(VARIABLES, process.env);
  const { SENDER: sender, STAGE: stage, DELIVERIES_TABLE: deliveriesTable } = environment;
  const dynamoDb = connectDynamoDb();
  const sqs = connectSqs();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const sendProbe = connectSesForProbes(environment.CONFIGURATION_SET);
  const lanes = new Lanes(sqs, {
    confirmations: environment.CONFIRMATIONS_QUEUE_URL,
    alerts: environment.ALERTS_QUEUE_URL,
    digests: environment.DIGESTS_QUEUE_URL,
  });
  return recoverLostWork({
    ledger: new UnfinishedDeliveries(dynamoDb, deliveriesTable),
    findSendEvents: new SendEvents(dynamoDb, deliveriesTable).find,
    isSendingPaused: findSendingPause(dynamoDb, deliveriesTable),
    sendProbe: async (sentAt) => sendProbe(await composeProbe({ sender, stage, sentAt })),
    sendDeliveries: lanes.send,
    sendFanOuts: new WorkQueue<FanOutRequest>(sqs, environment.FAN_OUT_QUEUE_URL).send,
    unmatchedSince: briefings.unmatchedSince,
    retriggerMatch: briefings.retriggerMatch,
    cleanUpUnsubscribed: wireCleanUp(dynamoDb, environment),
    now: systemClock,
  });
}
