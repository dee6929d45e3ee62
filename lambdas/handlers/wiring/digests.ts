import { systemClock } from '../../adapters/clock';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import type { DueDigestsRequest } from '../../domain/due-digests';
import { readEnvironment } from '../../environment';
import { requestDueDigests } from '../../use-cases/request-due-digests';

/** Builds what the digests function needs. */
export function wireDigests() {
  const environment = readEnvironment(
    ['SUBSCRIBERS_TABLE', 'DIGESTS_QUEUE_URL', 'DUE_DIGESTS_QUEUE_URL'],
    process.env,
  );
  const sqs = connectSqs();
  const plans = new DigestPlans(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);
  const requests = new WorkQueue<DueDigestsRequest>(sqs, environment.DUE_DIGESTS_QUEUE_URL);
  const lanes = new Lanes(sqs, { digests: environment.DIGESTS_QUEUE_URL });
  return {
    requestDueDigests: requestDueDigests({
      queuedUntil: plans.queuedUntil,
      moveQueuedUntil: plans.moveQueuedUntil,
      shardsWithDue: plans.shardsWithDue,
      sendRequests: requests.send,
      countRequests: requests.countMessages,
      countDeliveries: () => lanes.countMessages('digests'),
      now: systemClock,
    }),
  };
}
