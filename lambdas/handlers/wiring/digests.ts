import { systemClock } from '../../adapters/clock';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import type { DeliveryRequest } from '../../domain/delivery';
import { readEnvironment } from '../../environment';
import { queueDueDigests } from '../../use-cases/queue-due-digests';

/** Builds what the digests function needs. */
export function wireDigests() {
  const environment = readEnvironment(['SUBSCRIBERS_TABLE', 'DELIVERIES_QUEUE_URL'], process.env);
  const plans = new DigestPlans(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);
  const queue = new WorkQueue<DeliveryRequest>(connectSqs(), environment.DELIVERIES_QUEUE_URL);
  return {
    queueDueDigests: queueDueDigests({
      dueBy: (time) => plans.dueBy(time),
      postpone: plans.postpone,
      sendDeliveries: queue.send,
      now: systemClock,
    }),
    now: systemClock,
  };
}
