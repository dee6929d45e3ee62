import { systemClock } from '../../adapters/clock';
import { Deliveries } from '../../adapters/deliveries';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Subscribers } from '../../adapters/subscribers';
import { readEnvironment } from '../../environment';
import { handleFeedback } from '../../use-cases/handle-feedback';

/** Builds what the feedback function needs. */
export function wireFeedback() {
  const environment = readEnvironment(['SUBSCRIBERS_TABLE', 'DELIVERIES_TABLE'], process.env);
  const dynamoDb = connectDynamoDb();
  const plans = new DigestPlans(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const deliveries = new Deliveries(dynamoDb, environment.DELIVERIES_TABLE, plans);
  const { suppress, countSoftBounce } = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  return handleFeedback({
    confirmSent: deliveries.confirmSent,
    confirmRejected: deliveries.confirmRejected,
    suppress,
    countSoftBounce,
    now: systemClock,
  });
}
