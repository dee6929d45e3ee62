import { connectDynamoDb } from '../../adapters/dynamodb';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { Subscribers } from '../../adapters/subscribers';
import type { DeliveryRequest } from '../../domain/delivery';
import type { FanOutRequest } from '../../domain/fan-out-request';
import { readEnvironment } from '../../environment';
import type { FanOutDependencies } from '../../use-cases/fan-out';

/** Builds what the fan-out function needs, except the time left, which each invocation knows. */
export function wireFanOut(): Omit<FanOutDependencies, 'timeLeftMs'> {
  const environment = readEnvironment(
    ['SUBSCRIBERS_TABLE', 'ALERTS_QUEUE_URL', 'DELIVERIES_QUEUE_URL'],
    process.env,
  );
  const sqs = connectSqs();
  const alerts = new WorkQueue<FanOutRequest>(sqs, environment.ALERTS_QUEUE_URL);
  const deliveries = new WorkQueue<DeliveryRequest>(sqs, environment.DELIVERIES_QUEUE_URL);
  const { followersOf } = new Subscribers(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);
  return {
    followersOf,
    sendDeliveries: deliveries.send,
    continueLater: (request) => alerts.send([request]),
  };
}
