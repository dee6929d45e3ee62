import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { ConfirmationLimits } from '../../adapters/confirmation-limit';
import { ConfirmationRequests } from '../../adapters/confirmation-requests';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { latestHeadings } from '../../adapters/latest-briefings';
import { createLogger } from '../../adapters/logger';
import { Matches } from '../../adapters/matches';
import { connectSqs } from '../../adapters/queue';
import { SignedLinks } from '../../adapters/signed-links';
import { Subscribers } from '../../adapters/subscribers';
import { TopicIndex } from '../../adapters/topic-index';
import { confirmationBudget } from '../../domain/confirmation-budget';
import { readEnvironment } from '../../environment';
import type { SiteView } from '../../rendering/pages/page-views';
import { sitePages } from '../../rendering/site-pages';
import { changeFrequency } from '../../use-cases/change-frequency';
import { checkTopicLimit } from '../../use-cases/check-topic-limit';
import { followTopics } from '../../use-cases/follow-topics';
import { manageSubscriptions } from '../../use-cases/manage-subscriptions';
import { requestConfirmation } from '../../use-cases/request-confirmation';
import { setDigestSchedule } from '../../use-cases/set-digest-schedule';
import { siteDefaults } from './site-defaults';
import { wireSubscriptions } from './subscriptions';

const VARIABLES = [
  'BRIEFINGS_TABLE',
  'TOPICS_TABLE',
  'MATCHES_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_TABLE',
  'CONFIRMATIONS_QUEUE_URL',
  'SITE_NAME',
  'SITE_URL',
  'POSTAL_ADDRESS',
  'SUGGESTED_TOPICS',
  'DIGEST_HOUR',
  'TIME_ZONE',
  'TOPIC_LANGUAGE',
  'SEND_RATE',
  'DAILY_QUOTA',
  'MAX_TOPICS_PER_SUBSCRIBER',
] as const;

/** Everything that pages need; each route takes a `Pick` of it. */
export type SiteDependencies = ReturnType<typeof wireSite>;

/** Builds what the web function needs. */
export function wireSite() {
  const environment = readEnvironment(VARIABLES, process.env);
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const matches = new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock);
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const lanes = new Lanes(connectSqs(), { confirmations: environment.CONFIRMATIONS_QUEUE_URL });
  const subscriptions = wireSubscriptions(dynamoDb, environment);
  const confirmations = new ConfirmationRequests(dynamoDb, environment.DELIVERIES_TABLE);
  const limits = new ConfirmationLimits(dynamoDb, environment.DELIVERIES_TABLE);
  const budget = confirmationBudget({
    sendRate: environment.SEND_RATE,
    dailyQuota: environment.DAILY_QUOTA,
  });
  const defaults = siteDefaults(environment);
  const view: SiteView = {
    siteName: environment.SITE_NAME,
    siteUrl: environment.SITE_URL,
    postalAddress: environment.POSTAL_ADDRESS,
    timeZone: environment.TIME_ZONE,
  };
  return {
    logger: createLogger(),
    view,
    pages: sitePages(environment.SITE_URL),
    defaults,
    suggestedTopics: environment.SUGGESTED_TOPICS,
    links: new SignedLinks(dynamoDb, environment.SUBSCRIBERS_TABLE, systemClock),
    findBriefing: briefings.get,
    briefingHeadings: briefings.byIds,
    latestHeadings: latestHeadings(briefings, systemClock),
    latestMatches: matches.latestOfTopic,
    findTopic: new TopicIndex(dynamoDb, environment.TOPICS_TABLE).find,
    subscriberFile: subscribers.file,
    requestConfirmation: requestConfirmation({
      countRequest: limits.countForForm(budget),
      storeRequest: confirmations.store,
      sendDeliveries: lanes.send,
      defaults,
      now: systemClock,
    }),
    checkTopicLimit: checkTopicLimit({
      findAddress: subscribers.findAddress,
      subscriberFile: subscribers.file,
      maxTopicsPerSubscriber: environment.MAX_TOPICS_PER_SUBSCRIBER,
    }),
    followTopics: followTopics(subscriptions.followDependencies),
    unsubscribeFromAll: subscriptions.unsubscribe,
    manageSubscriptions: manageSubscriptions({
      unfollow: subscriptions.unfollow,
      changeFrequency: changeFrequency({
        changeFrequency: subscriptions.changeFrequency,
        now: systemClock,
      }),
      setSchedule: setDigestSchedule(subscriptions.schedule),
      unsubscribeFromAll: subscriptions.unsubscribe,
    }),
    now: systemClock,
  };
}
