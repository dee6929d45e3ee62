import { systemClock } from '../adapters/clock';
import type { DynamoDb } from '../adapters/dynamodb';
import { Following } from '../adapters/following';
import { newSubscriberId } from '../adapters/new-id';
import { Subscribers } from '../adapters/subscribers';
import { TopicIndex } from '../adapters/topic-index';
import { wordKnowledge } from '../adapters/word-knowledge';
import type { Environment } from '../environment';
import type { FollowTopics } from '../use-cases/follow-topics';

/** The real parts by which topics are followed and unfollowed, by pages and by the operator alike. */
export function followingParts(
  client: DynamoDb,
  environment: Pick<Environment, 'SUBSCRIBERS_TABLE' | 'TOPICS_TABLE'>,
): { parts: FollowTopics; unfollow: Following['unfollow'] } {
  const tables = { subscribers: environment.SUBSCRIBERS_TABLE, topics: environment.TOPICS_TABLE };
  const following = new Following(client, tables, new TopicIndex(client, tables.topics));
  const parts = {
    findOrCreateSubscriber: new Subscribers(client, tables.subscribers).findOrCreate,
    follow: following.follow,
    words: wordKnowledge(client, tables.topics),
    newId: newSubscriberId,
    now: systemClock,
  };
  return { parts, unfollow: following.unfollow };
}
