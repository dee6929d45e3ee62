import { systemClock } from '../../adapters/clock';
import type { DynamoDb } from '../../adapters/dynamodb';
import { newSubscriberId } from '../../adapters/new-id';
import { Subscribers } from '../../adapters/subscribers';
import { Subscriptions } from '../../adapters/subscriptions';
import { TopicIndex } from '../../adapters/topic-index';
import { vocabularyLoader } from '../../adapters/vocabulary';
import type { Environment } from '../../environment';
import type { FollowTopicsDependencies } from '../../use-cases/follow-topics';

/** The real parts by which topics are followed and unfollowed, by pages and by the operator alike. */
export function wireSubscriptions(
  client: DynamoDb,
  environment: Pick<Environment, 'SUBSCRIBERS_TABLE' | 'TOPICS_TABLE'>,
): { parts: FollowTopicsDependencies; unfollow: Subscriptions['unfollow'] } {
  const tables = { subscribers: environment.SUBSCRIBERS_TABLE, topics: environment.TOPICS_TABLE };
  const following = new Subscriptions(client, tables, new TopicIndex(client, tables.topics));
  const parts = {
    findOrCreateSubscriber: new Subscribers(client, tables.subscribers).findOrCreate,
    follow: following.follow,
    loadVocabulary: vocabularyLoader(client, tables.topics),
    newId: newSubscriberId,
    now: systemClock,
  };
  return { parts, unfollow: following.unfollow };
}
