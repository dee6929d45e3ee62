import { systemClock } from '../../adapters/clock';
import { DigestPlans } from '../../adapters/digest-plans';
import type { DynamoDb } from '../../adapters/dynamodb';
import { Matches } from '../../adapters/matches';
import { newSubscriberId } from '../../adapters/new-id';
import { SubscriberPreferences } from '../../adapters/subscriber-preferences';
import { Subscribers } from '../../adapters/subscribers';
import { SubscriptionRemoval } from '../../adapters/subscription-removal';
import { Subscriptions } from '../../adapters/subscriptions';
import { TopicIndex } from '../../adapters/topic-index';
import { vocabularyLoader } from '../../adapters/vocabulary';
import type { Environment } from '../../environment';
import { cleanUpUnsubscribed } from '../../use-cases/clean-up-unsubscribed';
import type { FollowTopicsDependencies } from '../../use-cases/follow-topics';
import { type MoveDigestsDependencies, moveDigests } from '../../use-cases/move-digests';
import { unsubscribeFromAll } from '../../use-cases/unsubscribe-from-all';

type Variables = Pick<
  Environment,
  'SUBSCRIBERS_TABLE' | 'TOPICS_TABLE' | 'MATCHES_TABLE' | 'MAX_TOPICS_PER_SUBSCRIBER'
>;

/** Builds what following and unfollowing needs, for the pages and for the operator. */
export function wireSubscriptions(client: DynamoDb, environment: Variables) {
  const tables = { subscribers: environment.SUBSCRIBERS_TABLE, topics: environment.TOPICS_TABLE };
  const maxTopicsPerSubscriber = environment.MAX_TOPICS_PER_SUBSCRIBER;
  const subscribers = new Subscribers(client, tables.subscribers);
  const index = new TopicIndex(client, tables.topics);
  const subscriptions = new Subscriptions(client, tables, index, {
    maxTopicsPerSubscriber,
    newestMatchAt: new Matches(client, environment.MATCHES_TABLE, systemClock).newestMatchAt,
  });
  const { follow, replace, changeFrequency, unfollow, cleanUp } = subscriptions;
  const schedule: MoveDigestsDependencies = {
    setSchedule: subscribers.setSchedule,
    reschedule: new DigestPlans(client, tables.subscribers).reschedule,
    now: systemClock,
  };
  const followDependencies: FollowTopicsDependencies = {
    findOrCreateSubscriber: subscribers.findOrCreate,
    follow,
    moveDigests: moveDigests(schedule),
    setFirstLanguage: new SubscriberPreferences(client, tables.subscribers).setFirstLanguage,
    maxTopicsPerSubscriber,
    loadVocabulary: vocabularyLoader(client, tables.topics),
    newId: newSubscriberId,
    now: systemClock,
  };
  const unsubscribe = unsubscribeFromAll({
    subscriberFile: subscribers.file,
    markUnsubscribed: subscribers.markUnsubscribed,
    cleanUp,
    now: systemClock,
  });
  return {
    followDependencies,
    replace,
    schedule,
    changeFrequency,
    unfollow,
    cleanUp,
    unsubscribe,
  };
}

/** Builds what `recover` needs to remove the subscriptions of people who unsubscribed from everything. */
export function wireCleanUp(
  client: DynamoDb,
  environment: Pick<Environment, 'SUBSCRIBERS_TABLE' | 'TOPICS_TABLE'>,
) {
  const tables = { subscribers: environment.SUBSCRIBERS_TABLE, topics: environment.TOPICS_TABLE };
  const index = new TopicIndex(client, tables.topics);
  const { cleanUp } = new SubscriptionRemoval(client, tables, index);
  return cleanUpUnsubscribed({
    pendingCleanUps: new Subscribers(client, tables.subscribers).pendingCleanUps,
    cleanUp,
    clock: systemClock,
  });
}
