import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import type { DueDigestsRequest } from '../../domain/due-digests';
import { readEnvironment } from '../../environment';
import type { QueueDueDigestsDependencies } from '../../use-cases/queue-due-digests';

/** Builds what the due-digests function needs, except the time left, which each invocation knows. */
export function wireDueDigests(): Omit<QueueDueDigestsDependencies, 'timeLeftMs'> {
  const environment = readEnvironment(
    ['SUBSCRIBERS_TABLE', 'DIGESTS_QUEUE_URL', 'DUE_DIGESTS_QUEUE_URL'],
    process.env,
  );
  const sqs = connectSqs();
  const requests = new WorkQueue<DueDigestsRequest>(sqs, environment.DUE_DIGESTS_QUEUE_URL);
  const lanes = new Lanes(sqs, { digests: environment.DIGESTS_QUEUE_URL });
  const { dueDigests } = new DigestPlans(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);
  return {
    dueDigests,
    sendDeliveries: lanes.send,
    continueLater: (request) => requests.send([request]),
  };
}
