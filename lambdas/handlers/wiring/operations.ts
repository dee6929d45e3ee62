import { AliasFile } from '../../adapters/alias-file';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { DeadLetterQueues } from '../../adapters/dead-letter-queues';
import { Deliveries } from '../../adapters/deliveries';
import { DeliveryLog } from '../../adapters/delivery-log';
import type { DynamoDb } from '../../adapters/dynamodb';
import { FanOutRecords } from '../../adapters/fan-out-records';
import { followersOf } from '../../adapters/followers';
import { Lanes } from '../../adapters/lanes';
import { latestHeadings } from '../../adapters/latest-briefings';
import { Matches } from '../../adapters/matches';
import { nextDigests, overdueDigests } from '../../adapters/next-digests';
import { connectSqs } from '../../adapters/queue';
import { Rounds } from '../../adapters/rounds';
import { ScheduledBriefings } from '../../adapters/scheduled-briefings';
import { Schedules } from '../../adapters/schedules';
import { connectSendQuota } from '../../adapters/send-quota';
import { connectSuppressionList } from '../../adapters/ses-suppression';
import { Subscribers } from '../../adapters/subscribers';
import { Suppressions } from '../../adapters/suppressions';
import { TopicFollowers } from '../../adapters/topic-followers';
import { TopicIndex } from '../../adapters/topic-index';
import { UnfinishedDeliveries } from '../../adapters/unfinished-deliveries';
import type { Environment } from '../../environment';
import { findStrandedWork } from '../../use-cases/find-stranded-work';
import { findSubscriber } from '../../use-cases/find-subscriber';
import { forecastEmails } from '../../use-cases/forecast-emails';
import { listBriefings } from '../../use-cases/list-briefings';
import { listDeliveries } from '../../use-cases/list-deliveries';
import { cancelScheduled } from '../../use-cases/manage-scheduled';
import { redriveQueue } from '../../use-cases/redrive-queue';
import { resendBriefing } from '../../use-cases/resend-briefing';
import { suppressAddress, unsuppressAddress } from '../../use-cases/suppress-address';

export const OPERATIONS_VARIABLES = [
  'BRIEFINGS_TABLE',
  'TOPICS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_TABLE',
  'ALERTS_QUEUE_URL',
  'DEAD_LETTER_QUEUES',
  'SEND_RATE',
  'TOPIC_LANGUAGE',
  'SCHEDULED_TABLE',
  'SCHEDULE_GROUP',
] as const;

/** An operator looks further back than a page does. */
const MAX_DAYS_BACK = 366;

/** Builds what operators need to see and steer what is sent. */
export function wireOperations(
  environment: Pick<Environment, (typeof OPERATIONS_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
) {
  const { SUBSCRIBERS_TABLE, TOPICS_TABLE, DELIVERIES_TABLE } = environment;
  const sqs = connectSqs();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const subscribers = new Subscribers(dynamoDb, SUBSCRIBERS_TABLE);
  const followers = new TopicFollowers(dynamoDb, SUBSCRIBERS_TABLE);
  const rounds = new Rounds(dynamoDb, SUBSCRIBERS_TABLE);
  const log = new DeliveryLog(dynamoDb, DELIVERIES_TABLE);
  const deadLetters = new DeadLetterQueues(sqs, environment.DEAD_LETTER_QUEUES);
  const headings = latestHeadings(briefings, systemClock, MAX_DAYS_BACK);
  const suppressions = new Suppressions(dynamoDb, SUBSCRIBERS_TABLE);
  const scheduled = new ScheduledBriefings(dynamoDb, environment.SCHEDULED_TABLE);
  const schedules = new Schedules(environment.SCHEDULE_GROUP, process.env);
  const suppressing = {
    findAddress: subscribers.findAddress,
    suppress: suppressions.suppress,
    unsuppress: suppressions.unsuppress,
    suppressionList: connectSuppressionList(),
    now: systemClock,
  };
  return {
    listBriefings: listBriefings({
      latestIds: async (limit) => (await headings(limit)).map(({ briefingId }) => briefingId),
      byIds: (ids) => briefings.fullByIds(ids),
    }),
    listScheduled: scheduled.list,
    cancelScheduled: cancelScheduled({
      removeScheduled: scheduled.remove,
      removeSchedule: (briefingId) => schedules.remove(briefingId),
    }),
    listDeliveries: listDeliveries({
      briefingExists: async (briefingId) => (await briefings.get(briefingId)) !== undefined,
      ofBriefing: log.ofBriefing,
      ofSubscriber: log.ofSubscriber,
      findSubscriber: findSubscriber({ findAddress: subscribers.findAddress }),
      addresses: followers.addresses,
      nextDigests: nextDigests(dynamoDb, SUBSCRIBERS_TABLE),
    }),
    resendBriefing: resendBriefing({
      editionOf: async (briefingId) => {
        const { edition, correction } = (await briefings.get(briefingId)) ?? {};
        return correction?.of ?? edition;
      },
      matchedTopics: new FanOutRecords(dynamoDb, DELIVERIES_TABLE).topicIds,
      matchesOfBriefing: new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock).ofBriefing,
      followersOf: followersOf(dynamoDb, SUBSCRIBERS_TABLE),
      subscriptions: followers.subscriptions,
      reachable: followers.reachableAddresses,
      deliveries: log.byIds,
      reopen: new Deliveries(dynamoDb, DELIVERIES_TABLE, rounds).reopen,
      sendDeliveries: new Lanes(sqs, { alerts: environment.ALERTS_QUEUE_URL }).send,
      now: systemClock,
    }),
    suppressAddress: suppressAddress(suppressing),
    unsuppressAddress: unsuppressAddress(suppressing),
    findStrandedWork: findStrandedWork({
      unmatchedSince: briefings.unmatchedSince,
      unfinishedDueAt: new UnfinishedDeliveries(dynamoDb, DELIVERIES_TABLE).dueAt,
      overdueDigests: overdueDigests(dynamoDb, SUBSCRIBERS_TABLE),
      countDeadLetters: deadLetters.count,
      now: systemClock,
    }),
    redriveQueue: redriveQueue({ queues: deadLetters.names, moveBatch: deadLetters.moveBatch }),
    forecastEmails: forecastEmails({
      candidatePages: new TopicIndex(dynamoDb, TOPICS_TABLE).candidatePages,
      aliases: new AliasFile(dynamoDb, TOPICS_TABLE, systemClock).readNow,
      countFollowers: subscribers.countFollowers,
      followersOf: followersOf(dynamoDb, SUBSCRIBERS_TABLE),
      sendQuota: connectSendQuota(),
      sendRate: environment.SEND_RATE,
      defaultLanguage: environment.TOPIC_LANGUAGE,
    }),
  };
}
