import { systemClock } from '../../adapters/clock';
import { Deliveries } from '../../adapters/deliveries';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { SendEvents } from '../../adapters/send-events';
import { Subscribers } from '../../adapters/subscribers';
import { readEnvironment } from '../../environment';
import { type DeadLetter, handleFeedback } from '../../use-cases/handle-feedback';

/** Builds what the feedback function needs. */
export function wireFeedback() {
  const environment = readEnvironment(
    ['SUBSCRIBERS_TABLE', 'DELIVERIES_TABLE', 'EVENTS_DEAD_LETTERS_URL'],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const plans = new DigestPlans(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const deliveries = new Deliveries(dynamoDb, environment.DELIVERIES_TABLE, plans);
  const { suppress, countSoftBounce } = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const deadLetters = new WorkQueue<DeadLetter>(connectSqs(), environment.EVENTS_DEAD_LETTERS_URL);
  return handleFeedback({
    confirmSent: deliveries.confirmSent,
    confirmRejected: deliveries.confirmRejected,
    suppress,
    countSoftBounce,
    markSendEvent: new SendEvents(dynamoDb, environment.DELIVERIES_TABLE).mark,
    sendDeadLetter: (letter) => deadLetters.send([letter]),
    now: systemClock,
  });
}
