import { systemClock } from '../../adapters/clock';
import { Deliveries } from '../../adapters/deliveries';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { Rounds } from '../../adapters/rounds';
import { SendEvents } from '../../adapters/send-events';
import { Suppressions } from '../../adapters/suppressions';
import { readEnvironment } from '../../environment';
import { type DeadLetter, handleFeedback } from '../../use-cases/handle-feedback';

/** Builds what the feedback function needs. */
export function wireFeedback() {
  const environment = readEnvironment(
    ['SUBSCRIBERS_TABLE', 'DELIVERIES_TABLE', 'EVENTS_DEAD_LETTERS_URL'],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const rounds = new Rounds(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const deliveries = new Deliveries(dynamoDb, environment.DELIVERIES_TABLE, rounds);
  const { suppress, countSoftBounce } = new Suppressions(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const deadLetters = new WorkQueue<DeadLetter>(connectSqs(), environment.EVENTS_DEAD_LETTERS_URL);
  const sendEvents = new SendEvents(dynamoDb, environment.DELIVERIES_TABLE);
  return handleFeedback({
    confirmSent: deliveries.confirmSent,
    confirmRejected: deliveries.confirmRejected,
    suppress,
    countSoftBounce,
    markSendEvent: sendEvents.mark,
    markFailedSendEvent: sendEvents.markFailure,
    sendDeadLetter: (letter) => deadLetters.send([letter]),
    now: systemClock,
  });
}
