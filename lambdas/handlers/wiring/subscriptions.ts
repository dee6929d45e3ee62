import { systemClock } from '../../adapters/clock';
import type { DynamoDb } from '../../adapters/dynamodb';
import { newSubscriberId } from '../../adapters/new-id';
import { Subscribers } from '../../adapters/subscribers';
import { Subscriptions } from '../../adapters/subscriptions';
import { TopicIndex } from '../../adapters/topic-index';
import { vocabularyLoader } from '../../adapters/vocabulary';
import type { Environment } from '../../environment';
import type { FollowTopicsDependencies } from '../../use-cases/follow-topics';

/** Builds what following and unfollowing needs, for the pages and for the operator. */
export function wireSubscriptions(
  client: DynamoDb,
  environment: Pick<Environment, 'SUBSCRIBERS_TABLE' | 'TOPICS_TABLE'>,
) {
  const tables = { subscribers: environment.SUBSCRIBERS_TABLE, topics: environment.TOPICS_TABLE };
  const index = new TopicIndex(client, tables.topics);
  const { follow, changeFrequency, unfollow } = new Subscriptions(client, tables, index);
  const followDependencies: FollowTopicsDependencies = {
    findOrCreateSubscriber: new Subscribers(client, tables.subscribers).findOrCreate,
    follow,
    loadVocabulary: vocabularyLoader(client, tables.topics),
    newId: newSubscriberId,
    now: systemClock,
  };
  return { followDependencies, changeFrequency, unfollow };
}
