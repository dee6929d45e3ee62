import { systemClock } from '../../adapters/clock';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { connectSqs } from '../../adapters/queue';
import { readEnvironment } from '../../environment';
import { queueDueDigests } from '../../use-cases/queue-due-digests';

/** Builds what the digests function needs. */
export function wireDigests() {
  const environment = readEnvironment(['SUBSCRIBERS_TABLE', 'DIGESTS_QUEUE_URL'], process.env);
  const plans = new DigestPlans(connectDynamoDb(), environment.SUBSCRIBERS_TABLE);
  const lanes = new Lanes(connectSqs(), { digests: environment.DIGESTS_QUEUE_URL });
  return {
    queueDueDigests: queueDueDigests({
      dueBy: (time) => plans.dueBy(time),
      postpone: plans.postpone,
      sendDeliveries: lanes.send,
      now: systemClock,
    }),
    now: systemClock,
  };
}
