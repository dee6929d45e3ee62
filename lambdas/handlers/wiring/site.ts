import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { latestHeadings } from '../../adapters/latest-briefings';
import { Links } from '../../adapters/links';
import { createLogger } from '../../adapters/logger';
import { Matches } from '../../adapters/matches';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { Subscribers } from '../../adapters/subscribers';
import { TopicIndex } from '../../adapters/topic-index';
import type { DeliveryRequest } from '../../domain/delivery';
import type { SiteDefaults } from '../../domain/follow-form';
import type { Environment } from '../../environment';
import type { SiteView } from '../../rendering/pages/page-views';
import { type SitePages, sitePages } from '../../rendering/site-pages';
import { followTopics } from '../../use-cases/follow-topics';
import { manageSubscriptions } from '../../use-cases/manage-subscriptions';
import { requestConfirmation } from '../../use-cases/request-confirmation';
import { setDigestSchedule } from '../../use-cases/set-digest-schedule';
import { unsubscribeFromAll } from '../../use-cases/unsubscribe-from-all';
import { wireSubscriptions } from './subscriptions';

/** What the function that shows the pages is told. */
export const siteVariables = [
  'BRIEFINGS_TABLE',
  'TOPICS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_QUEUE_URL',
  'SITE_NAME',
  'SITE_URL',
  'POSTAL_ADDRESS',
  'SUGGESTED_TOPICS',
  'DIGEST_HOUR',
  'TIME_ZONE',
  'TOPIC_LANGUAGE',
] as const;

/** What the pages are made of. */
export type SiteDependencies = ReturnType<typeof wireSite>;

/** The real parts behind the pages. */
export function wireSite(environment: Pick<Environment, (typeof siteVariables)[number]>) {
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const plans = new DigestPlans(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const queue = new WorkQueue<DeliveryRequest>(connectSqs(), environment.DELIVERIES_QUEUE_URL);
  const following = wireSubscriptions(dynamoDb, environment);
  const defaults: SiteDefaults = {
    timeZone: environment.TIME_ZONE,
    hour: environment.DIGEST_HOUR,
    language: environment.TOPIC_LANGUAGE,
  };
  const view: SiteView = {
    siteName: environment.SITE_NAME,
    siteUrl: environment.SITE_URL,
    postalAddress: environment.POSTAL_ADDRESS,
    timeZone: environment.TIME_ZONE,
  };
  const pages: SitePages = sitePages(environment.SITE_URL);
  const follow = followTopics(following.parts);
  const stop = unsubscribeFromAll({
    subscriberFile: subscribers.file,
    unfollow: following.unfollow,
  });
  return {
    logger: createLogger(),
    view,
    pages,
    defaults,
    suggestedTopics: environment.SUGGESTED_TOPICS,
    links: new Links(dynamoDb, environment.SUBSCRIBERS_TABLE, systemClock),
    briefings,
    latestHeadings: latestHeadings(briefings, systemClock),
    matches: new Matches(dynamoDb, environment.MATCHES_TABLE),
    topics: new TopicIndex(dynamoDb, environment.TOPICS_TABLE),
    subscriberFile: subscribers.file,
    askToFollow: requestConfirmation({ sendDeliveries: queue.send, defaults, now: systemClock }),
    followTopics: follow,
    stopEverything: stop,
    manageSubscriptions: manageSubscriptions({
      unfollow: following.unfollow,
      followTopics: follow,
      setSchedule: setDigestSchedule({
        setSchedule: subscribers.setSchedule,
        reschedule: plans.reschedule,
        now: systemClock,
      }),
      unsubscribeFromAll: stop,
    }),
    now: systemClock,
  };
}
