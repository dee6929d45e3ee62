import { systemClock } from '../../adapters/clock';
import { ConfirmationLimits } from '../../adapters/confirmation-limit';
import { ConfirmationMarks } from '../../adapters/confirmation-marks';
import type { DynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { connectSqs } from '../../adapters/queue';
import { RequestedEmails } from '../../adapters/requested-emails';
import { Subscribers } from '../../adapters/subscribers';
import { confirmationBudget } from '../../domain/confirmation-budget';
import type { Environment } from '../../environment';
import { checkTopicLimit } from '../../use-cases/check-topic-limit';
import { checkConfirmation, confirmFollow } from '../../use-cases/confirm-follow';
import { followTopics } from '../../use-cases/follow-topics';
import { requestConfirmation } from '../../use-cases/request-confirmation';
import { requestEmail } from '../../use-cases/request-email';
import { siteDefaults } from './site-defaults';
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
] as const;

/** Builds what the form to follow a topic and its confirmation need. */
export function wireSignUp(
  environment: Pick<Environment, (typeof SIGN_UP_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
  { followDependencies }: ReturnType<typeof wireSubscriptions>,
) {
  const { DELIVERIES_TABLE, SUBSCRIBERS_TABLE } = environment;
  const subscribers = new Subscribers(dynamoDb, SUBSCRIBERS_TABLE);
  const limits = new ConfirmationLimits(dynamoDb, DELIVERIES_TABLE);
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
  const requests = new RequestedEmails(dynamoDb, DELIVERIES_TABLE);
  const { send: sendDeliveries } = new Lanes(connectSqs(), {
    confirmations: environment.CONFIRMATIONS_QUEUE_URL,
  });
  return {
    requestEmail: requestEmail({
      requestedAt: requests.requestedAt,
      storeRequest: requests.store,
      sendDeliveries,
    }),
    requestConfirmation: requestConfirmation({
      countRequest: limits.countForForm(budget),
      storeRequest: requests.store,
      sendDeliveries,
      defaults: siteDefaults(environment),
      now: systemClock,
    }),
    checkTopicLimit: checkTopicLimit({
      findAddress: subscribers.findAddress,
      subscriberFile: subscribers.file,
      maxTopicsPerSubscriber: environment.MAX_TOPICS_PER_SUBSCRIBER,
    }),
    checkConfirmation: checkConfirmation(confirming),
    confirmFollow: confirmFollow({
      ...confirming,
      markConfirmed: marks.markConfirmed,
      followTopics: followTopics(followDependencies),
      now: systemClock,
    }),
  };
}
