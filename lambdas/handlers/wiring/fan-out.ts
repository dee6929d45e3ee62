import { systemClock } from '../../adapters/clock';
import { correctionRecipients } from '../../adapters/correction-recipients';
import { DeliveryLog } from '../../adapters/delivery-log';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { FanOutRecords } from '../../adapters/fan-out-records';
import { followersOf } from '../../adapters/followers';
import { Lanes } from '../../adapters/lanes';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import type { FanOutRequest } from '../../domain/fan-out-request';
import { readEnvironment } from '../../environment';
import { fanOut } from '../../use-cases/fan-out';

/** Builds what the fan-out function needs. */
export function wireFanOut() {
  const environment = readEnvironment(
    ['SUBSCRIBERS_TABLE', 'DELIVERIES_TABLE', 'FAN_OUT_QUEUE_URL', 'ALERTS_QUEUE_URL'],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const sqs = connectSqs();
  const lanes = new Lanes(sqs, { alerts: environment.ALERTS_QUEUE_URL });
  const records = new FanOutRecords(dynamoDb, environment.DELIVERIES_TABLE);
  return fanOut({
    followersOf: followersOf(dynamoDb, environment.SUBSCRIBERS_TABLE),
    records,
    recipientsOf: correctionRecipients(new DeliveryLog(dynamoDb, environment.DELIVERIES_TABLE)),
    withoutDelivery: records.withoutDelivery,
    sendAlerts: lanes.send,
    countWaitingAlerts: () => lanes.countMessages('alerts'),
    queueFanOut: new WorkQueue<FanOutRequest>(sqs, environment.FAN_OUT_QUEUE_URL).send,
    now: systemClock,
  });
}
