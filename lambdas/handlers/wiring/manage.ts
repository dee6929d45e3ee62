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
import type { Environment } from '../../environment';
import { addTopic } from '../../use-cases/add-topic';
import { changeFrequency } from '../../use-cases/change-frequency';
import { editTopic } from '../../use-cases/edit-topic';
import { explainAbsence } from '../../use-cases/explain-absence';
import { exportSubscriber } from '../../use-cases/export-subscriber';
import { forgetSubscriber } from '../../use-cases/forget-subscriber';
import { listSentEmails } from '../../use-cases/list-sent-emails';
import { manageSubscriptions } from '../../use-cases/manage-subscriptions';
import { setDigestSchedule } from '../../use-cases/set-digest-schedule';
import type { wireSubscriptions } from './subscriptions';

export const MANAGE_VARIABLES = [
  'SITE_URL',
  'BRIEFINGS_TABLE',
  'TOPICS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_TABLE',
  'TOPIC_LANGUAGE',
] as const;

/** Builds what the manage pages need. */
export function wireManage(
  environment: Pick<Environment, (typeof MANAGE_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
  subscriptions: ReturnType<typeof wireSubscriptions>,
) {
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const deliveriesOf = new DeliveryLog(dynamoDb, environment.DELIVERIES_TABLE).ofSubscriber;
  const { followDependencies, followInstead, unfollow } = subscriptions;
  const following = { ...followDependencies, followInstead, unfollow };
  return {
    manageSubscriptions: manageSubscriptions({
      unfollow,
      changeFrequency: changeFrequency({
        changeFrequency: subscriptions.changeFrequency,
        now: systemClock,
      }),
      addTopic: addTopic({ ...following, language: environment.TOPIC_LANGUAGE }),
      editTopic: editTopic(following),
      setSchedule: setDigestSchedule(subscriptions.schedule),
      forgetSubscriber: forgetSubscriber({
        subscriberFile: subscribers.file,
        markErased: new ConfirmationMarks(dynamoDb, environment.DELIVERIES_TABLE).markErased,
        erase: subscribers.erase,
        cleanUp: subscriptions.cleanUp,
        now: systemClock,
      }),
      unsubscribeFromAll: subscriptions.unsubscribe,
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
      matchesOfBriefing: new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock).ofBriefing,
      deliveriesOf,
      nextDigests: nextDigests(dynamoDb, environment.SUBSCRIBERS_TABLE),
      now: systemClock,
    }),
  };
}
