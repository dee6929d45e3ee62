import { AnswerLimits } from '../../adapters/answer-limits';
import { systemClock } from '../../adapters/clock';
import { DeliveryLog } from '../../adapters/delivery-log';
import type { DynamoDb } from '../../adapters/dynamodb';
import { readEmail } from '../../adapters/inbound/read-email';
import { ReceivedMarks } from '../../adapters/inbound/received-marks';
import { Lanes } from '../../adapters/lanes';
import { Mailboxes } from '../../adapters/mailboxes';
import { connectSqs } from '../../adapters/queue';
import { RequestedEmails } from '../../adapters/requested-emails';
import { SignedLinks } from '../../adapters/signed-links';
import { Subscribers } from '../../adapters/subscribers';
import type { Environment } from '../../environment';
import { senderAddress } from '../../rendering/emails/sender-address';
import { answerEmail } from '../../use-cases/receive-email/answer-email';
import { identifySender } from '../../use-cases/receive-email/identify-sender';
import { markBroadTopic } from '../../use-cases/receive-email/mark-broad-topic';
import { receiveEmail } from '../../use-cases/receive-email/receive-email';
import { ARCHIVE_VARIABLES, wireArchive } from './archive';
import { COMMANDS_VARIABLES, wireCommands } from './commands';
import { PREFERENCES_VARIABLES } from './preferences';
import { siteDefaults } from './site-defaults';
import { wireSubscriptions } from './subscriptions';

export const RECEIVE_VARIABLES = [
  ...COMMANDS_VARIABLES,
  ...PREFERENCES_VARIABLES,
  ...ARCHIVE_VARIABLES,
  'CONFIRMATIONS_QUEUE_URL',
  'MAX_TOPICS_PER_SUBSCRIBER',
  'DIGEST_HOUR',
  'TIME_ZONE',
  'SENDER',
  'INBOUND_ADDRESS',
  'REFUSED_DOMAINS',
  'ANSWERS_PER_HOUR',
] as const;

/** Builds what handles one received email. */
export function wireReceive(
  environment: Pick<Environment, (typeof RECEIVE_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
) {
  const { SUBSCRIBERS_TABLE, DELIVERIES_TABLE, INBOUND_ADDRESS: inboundAddress } = environment;
  const subscribers = new Subscribers(dynamoDb, SUBSCRIBERS_TABLE);
  const mailboxes = new Mailboxes(dynamoDb, DELIVERIES_TABLE);
  const links = new SignedLinks(dynamoDb, SUBSCRIBERS_TABLE, systemClock);
  const marks = new ReceivedMarks(dynamoDb, DELIVERIES_TABLE);
  const defaults = siteDefaults(environment);
  const subscriptions = wireSubscriptions(dynamoDb, environment);
  return receiveEmail({
    readEmail,
    inboundAddress,
    ownAddresses: [inboundAddress, senderAddress(environment.SENDER)],
    start: marks.start,
    saveSteps: marks.saveSteps,
    finish: marks.finish,
    identifySender: identifySender({
      findAddress: subscribers.findAddress,
      subscriberFile: subscribers.file,
      readReplyAddress: (address) => links.readReplyAddress(address, inboundAddress),
    }),
    subscriberFile: subscribers.file,
    deliveriesOf: new DeliveryLog(dynamoDb, DELIVERIES_TABLE).ofSubscriber,
    markBroadTopic: markBroadTopic(
      wireArchive(environment, dynamoDb).previewExpression,
      defaults.language,
    ),
    carryOut: wireCommands(environment, dynamoDb, subscriptions).carryOut,
    answer: answerEmail({
      countAnswer: new AnswerLimits(dynamoDb, DELIVERIES_TABLE, environment.ANSWERS_PER_HOUR).count,
      countMailbox: mailboxes.count,
      mayAsk: mailboxes.mayAsk,
      storeRequest: new RequestedEmails(dynamoDb, DELIVERIES_TABLE).store,
      sendDeliveries: new Lanes(connectSqs(), {
        confirmations: environment.CONFIRMATIONS_QUEUE_URL,
      }).send,
      defaults,
    }),
    defaults,
    refusedDomains: environment.REFUSED_DOMAINS,
    now: systemClock,
  });
}
