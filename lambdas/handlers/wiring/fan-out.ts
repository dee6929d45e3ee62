import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { Subscribers } from '../../adapters/subscribers';
import type { FanOutRequest } from '../../domain/fan-out-request';
import { readEnvironment } from '../../environment';
import type { FanOutDependencies } from '../../use-cases/fan-out';

/** Builds what the fan-out function needs, except the time left, which each invocation knows. */
export function wireFanOut(): Omit<FanOutDependencies, 'timeLeftMs'> {
  const environment = readEnvironment(
    ['SUBSCRIBERS_TABLE', 'FAN_OUT_QUEUE_URL', 'ALERTS_QUEUE_URL'],
    process.env,
  );
  const sqs = connectSqs();
  const fanOut = new WorkQueue<FanOutRequest>(sqs, environment.FAN_OUT_QUEUE_URL);
  const lanes = new Lanes(sqs, { alerts: environment.ALERTS_QUEUE_URL });
  const { followersOf } = new Subscribers(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);
  return {
    followersOf,
    sendDeliveries: lanes.send,
    continueLater: (request) => fanOut.send([request]),
  };
}
