import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { removeFollowerWrite } from './follow-writes';
import { CLEAN_UP_ITEM, type StoredSubscription, subscriptionItem } from './subscriber-items';
import { readPartition } from './subscriber-partition';
import { SubscriptionWrites, type Write } from './subscription-writes';
import type { TopicIndex } from './topic-index';

/** A condition may fail this often because of concurrent changes. More failures mean inconsistent data. */
const MAX_ATTEMPTS = 100;
/** Topics of one subscriber that are cleaned up concurrently. Their transactions are independent. */
const MAX_CONCURRENT_CLEAN_UPS = 20;

/** Unfollows topics: one, or all that are left after someone unsubscribed from everything. */
export class SubscriptionRemoval {
  private readonly writes: SubscriptionWrites;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: { subscribers: string; topics: string },
    private readonly index: TopicIndex,
  ) {
    this.writes = new SubscriptionWrites(client);
  }

  /** Unfollows the topic, and removes it from the index with its last follower. */
  readonly unfollow = (
    subscriberId: string,
    topicId: string,
  ): Promise<'unfollowed' | 'not-followed'> =>
    this.remove(subscriberId, topicId, {
      ConditionExpression: 'attribute_exists(subscriberId)',
    });

  /**
   * Removes what is left of the subscriptions of someone who unsubscribed from everything or was erased,
   * until `isTimeUp` returns true. A crash, or a concurrent run, does no harm: the item `clean-up`
   * remains until nothing is left. A topic that they followed again meanwhile stays followed.
   */
  readonly cleanUp = async (
    subscriberId: string,
    isTimeUp: () => boolean,
  ): Promise<'finished' | 'unfinished'> => {
    const { stale, cleanUp } = await readPartition(
      this.client,
      this.tables.subscribers,
      subscriberId,
    );
    const rest = [...stale];
    const worker = async () => {
      for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
        if (isTimeUp()) return 'unfinished' as const;
        await this.removeStale(subscriberId, next);
      }
      return 'finished' as const;
    };
    const workers = Array.from({ length: MAX_CONCURRENT_CLEAN_UPS }, worker);
    // All of them, also if one fails: nothing may go on in the background.
    const results = await Promise.allSettled(workers);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    const isUnfinished = (result: (typeof results)[number]) =>
      result.status === 'fulfilled' && result.value === 'unfinished';
    if (results.some(isUnfinished)) return 'unfinished';
    if (cleanUp === undefined) return 'finished';
    // Not if they have unsubscribed again since this run began.
    const isDone = await this.writes.commit([
      {
        Delete: {
          TableName: this.tables.subscribers,
          Key: { subscriberId, item: CLEAN_UP_ITEM },
          ConditionExpression: 'unsubscribes = :unsubscribes AND dueAt = :dueAt',
          ExpressionAttributeValues: {
            ':unsubscribes': cleanUp.unsubscribes,
            ':dueAt': cleanUp.dueAt,
          },
        },
      },
    ]);
    return isDone ? 'finished' : 'unfinished';
  };

  private async removeStale(
    subscriberId: string,
    { topicId, unsubscribes, since }: StoredSubscription,
  ): Promise<void> {
    // Their time tells it from one that replaced it. Subscriptions of older versions have no counter.
    await this.remove(subscriberId, topicId, {
      ConditionExpression:
        unsubscribes === 0
          ? '#since = :since AND (attribute_not_exists(unsubscribes) OR unsubscribes = :unsubscribes)'
          : '#since = :since AND unsubscribes = :unsubscribes',
      ExpressionAttributeNames: { '#since': 'since' },
      ExpressionAttributeValues: { ':since': since, ':unsubscribes': unsubscribes },
    });
  }

  /** Deletes the subscription if the condition is met, and counts one follower less. */
  private async remove(
    subscriberId: string,
    topicId: string,
    condition: { ConditionExpression: string } & Pick<
      NonNullable<Write['Delete']>,
      'ExpressionAttributeNames' | 'ExpressionAttributeValues'
    >,
  ): Promise<'unfollowed' | 'not-followed'> {
    const remove: Write = {
      Delete: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(topicId) },
        ...condition,
      },
    };
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const topic = await this.index.find(topicId);
      const isLast = topic === undefined || topic.followers <= 1;
      const failed = await this.writes.failedConditions([
        remove,
        removeFollowerWrite(this.tables.topics, topicId, isLast),
      ]);
      if (failed.length === 0) {
        if (topic && isLast) await this.index.unindex(topicId, topic.generation);
        return 'unfollowed';
      }
      if (failed.includes(0)) return 'not-followed';
    }
    // The follower count is wrong, but a subscriber must always be able to unfollow.
    await this.writes.commit([remove]);
    return 'unfollowed';
  }
}
