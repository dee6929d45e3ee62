import { systemClock } from '../../adapters/clock';
import { ConfirmationLimits } from '../../adapters/confirmation-limit';
import { ConfirmationMarks } from '../../adapters/confirmation-marks';
import type { DynamoDb } from '../../adapters/dynamodb';
import { FormStamps } from '../../adapters/form-stamps';
import { Lanes } from '../../adapters/lanes';
import { Mailboxes } from '../../adapters/mailboxes';
import { connectSqs } from '../../adapters/queue';
import { RequestedEmails } from '../../adapters/requested-emails';
import type { SignedLinks } from '../../adapters/signed-links';
import { Subscribers } from '../../adapters/subscribers';
import { confirmationBudget } from '../../domain/confirmation-budget';
import type { Environment } from '../../environment';
import { checkTopicLimit } from '../../use-cases/check-topic-limit';
import { checkConfirmation, confirmFollow } from '../../use-cases/confirm-follow';
import { followTopics } from '../../use-cases/follow-topics';
import { requestConfirmation } from '../../use-cases/request-confirmation';
import { requestEmail } from '../../use-cases/request-email';
import { sendConfirmation } from '../../use-cases/send-confirmation';
import { sendNewLink } from '../../use-cases/send-new-link';
import { siteDefaults } from './site-defaults';
import { wireStoppedSignUps } from './stopped-sign-ups';
import type { wireSubscriptions } from './subscriptions';

export const SIGN_UP_VARIABLES = [
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_TABLE',
  'CONFIRMATIONS_QUEUE_URL',
  'DIGEST_HOUR',
  'TIME_ZONE',
  'TOPIC_LANGUAGE',
  'SEND_RATE',
  'DAILY_QUOTA',
  'MAX_TOPICS_PER_SUBSCRIBER',
  'REFUSED_DOMAINS',
] as const;

/** Builds what the form to follow a topic and its confirmation need. */
export function wireSignUp(
  environment: Pick<Environment, (typeof SIGN_UP_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
  links: SignedLinks,
  { followDependencies }: ReturnType<typeof wireSubscriptions>,
) {
  const { DELIVERIES_TABLE, SUBSCRIBERS_TABLE } = environment;
  const subscribers = new Subscribers(dynamoDb, SUBSCRIBERS_TABLE);
  const stamps = new FormStamps(links, systemClock);
  const mailboxes = new Mailboxes(dynamoDb, DELIVERIES_TABLE);
  const budget = confirmationBudget({
    sendRate: environment.SEND_RATE,
    dailyQuota: environment.DAILY_QUOTA,
  });
  const marks = new ConfirmationMarks(dynamoDb, DELIVERIES_TABLE);
  const confirming = {
    isConfirmed: marks.isConfirmed,
    erasedAt: marks.erasedAt,
    findAddress: subscribers.findAddress,
    subscriberFile: subscribers.file,
  };
  const rules = {
    defaults: siteDefaults(environment),
    refusedDomains: environment.REFUSED_DOMAINS,
  };
  const requests = new RequestedEmails(dynamoDb, DELIVERIES_TABLE);
  const { send: sendDeliveries } = new Lanes(connectSqs(), {
    confirmations: environment.CONFIRMATIONS_QUEUE_URL,
  });
  const requesting = { storeRequest: requests.store, sendDeliveries };
  const sending = {
    countRequest: new ConfirmationLimits(dynamoDb, DELIVERIES_TABLE).countForForm(budget),
    sendConfirmation: sendConfirmation({ ...requesting, now: systemClock }),
    countStopped: wireStoppedSignUps(dynamoDb, DELIVERIES_TABLE),
    now: systemClock,
  };
  return {
    rules,
    requestEmail: requestEmail({
      ...requesting,
      requestedAt: requests.requestedAt,
      now: systemClock,
    }),
    requesting,
    sendNewLink: sendNewLink({ ...sending, ...requesting, readOwner: links.readOwner }),
    stampForm: stamps.stampForm,
    requestConfirmation: requestConfirmation({
      ...sending,
      formAge: stamps.formAge,
      rules,
    }),
    neverAsk: mailboxes.neverAsk,
    askAgain: mailboxes.askAgain,
    mayAsk: mailboxes.mayAsk,
    settleMailbox: mailboxes.settle,
    checkTopicLimit: checkTopicLimit({
      findAddress: subscribers.findAddress,
      subscriberFile: subscribers.file,
      maxTopicsPerSubscriber: environment.MAX_TOPICS_PER_SUBSCRIBER,
    }),
    checkConfirmation: checkConfirmation(confirming),
    confirmFollow: confirmFollow({
      ...confirming,
      markConfirmed: marks.markConfirmed,
      settleMailbox: mailboxes.settle,
      followTopics: followTopics(followDependencies),
      now: systemClock,
    }),
  };
}
