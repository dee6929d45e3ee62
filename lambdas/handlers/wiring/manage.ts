import { AliasFile } from '../../adapters/alias-file';
import { findBriefingByUrl } from '../../adapters/briefing-by-url';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { ConfirmationMarks } from '../../adapters/confirmation-marks';
import { DeliveryLog } from '../../adapters/delivery-log';
import type { DynamoDb } from '../../adapters/dynamodb';
import { Matches } from '../../adapters/matches';
import { nextDigests } from '../../adapters/next-digests';
import { Subscribers } from '../../adapters/subscribers';
import type { PreviewExpression } from '../../domain/archive/expression-preview';
import type { Environment } from '../../environment';
import { addTopic } from '../../use-cases/add-topic';
import {
  type ConfirmAddressDependencies,
  changeAddress,
  confirmAddress,
} from '../../use-cases/change-address';
import { changeFrequency } from '../../use-cases/change-frequency';
import { editTopic } from '../../use-cases/edit-topic';
import { explainAbsence } from '../../use-cases/explain-absence';
import { exportSubscriber } from '../../use-cases/export-subscriber';
import { forgetSubscriber } from '../../use-cases/forget-subscriber';
import { listSentEmails } from '../../use-cases/list-sent-emails';
import { manageSubscriptions } from '../../use-cases/manage-subscriptions';
import type { RequestEmail } from '../../use-cases/request-email';
import type { wirePreferences } from './preferences';
import type { wireSubscriptions } from './subscriptions';

export const MANAGE_VARIABLES = [
  'SITE_URL',
  'BRIEFINGS_TABLE',
  'TOPICS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_TABLE',
  'TOPIC_LANGUAGE',
  'ALERT_WINDOW_MINUTES',
  'MAX_ALERTS_PER_DAY',
] as const;

/** Builds what the manage pages need. */
export function wireManage(
  environment: Pick<Environment, (typeof MANAGE_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
  {
    subscriptions,
    preferences,
    requestEmail,
    requesting,
    clearMailboxRequests,
    previewExpression,
  }: {
    subscriptions: ReturnType<typeof wireSubscriptions>;
    preferences: ReturnType<typeof wirePreferences>;
    requestEmail: RequestEmail;
    previewExpression: PreviewExpression;
    requesting: Pick<ConfirmAddressDependencies, 'storeRequest' | 'sendDeliveries'>;
    clearMailboxRequests: ConfirmAddressDependencies['clearMailboxRequests'];
  },
) {
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const deliveriesOf = new DeliveryLog(dynamoDb, environment.DELIVERIES_TABLE).ofSubscriber;
  const matches = new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock);
  const { followDependencies, unfollow } = subscriptions;
  return {
    manageSubscriptions: manageSubscriptions({
      previewExpression,
      language: environment.TOPIC_LANGUAGE,
      unfollow,
      changeFrequency: changeFrequency({
        changeFrequency: subscriptions.changeFrequency,
        now: systemClock,
      }),
      addTopic: addTopic({ ...followDependencies, language: environment.TOPIC_LANGUAGE }),
      editTopic: editTopic({
        replace: subscriptions.replace,
        loadVocabulary: followDependencies.loadVocabulary,
        now: systemClock,
      }),
      ...preferences,
      changeAddress: changeAddress({
        requestEmail,
        now: systemClock,
      }),
      forgetSubscriber: forgetSubscriber({
        subscriberFile: subscribers.file,
        markErased: new ConfirmationMarks(dynamoDb, environment.DELIVERIES_TABLE).markErased,
        erase: subscribers.erase,
        cleanUp: subscriptions.cleanUp,
        now: systemClock,
      }),
      unsubscribeFromAll: subscriptions.unsubscribe,
    }),
    confirmAddress: confirmAddress({
      subscriberFile: subscribers.file,
      moveAddress: subscribers.moveAddress,
      ...requesting,
      clearMailboxRequests,
      now: systemClock,
    }),
    listSentEmails: listSentEmails({ deliveriesOf, briefingHeadings: briefings.byIds }),
    exportSubscriber: exportSubscriber({
      deliveriesOf,
      findAddress: subscribers.findAddress,
      now: systemClock,
    }),
    explainAbsence: explainAbsence({
      siteUrl: environment.SITE_URL,
      findBriefing: briefings.get,
      findBriefingByUrl: findBriefingByUrl(briefings, systemClock),
      aliases: new AliasFile(dynamoDb, environment.TOPICS_TABLE, systemClock).readNow,
      matchesOfBriefing: matches.ofBriefing,
      deliveriesOf,
      alertLimits: {
        windowMs: environment.ALERT_WINDOW_MINUTES * 60_000,
        maxPerDay: environment.MAX_ALERTS_PER_DAY,
      },
      nextDigests: nextDigests(dynamoDb, environment.SUBSCRIBERS_TABLE),
      now: systemClock,
    }),
  };
}
