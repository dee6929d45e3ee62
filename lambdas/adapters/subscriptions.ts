import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { DigestFrequency } from '../domain/frequency';
import type { Subscription } from '../domain/subscriber';
import type { AnchoredTopic } from '../use-cases/anchor-topic';
import { cancellationReasons, type Item, retryConflicts } from './dynamodb';
import {
  digestItem,
  dueShardOf,
  followersKey,
  PROFILE_ITEM,
  subscriptionItem,
} from './subscriber-items';
import type { TopicIndex } from './topic-index';
import { topicKey } from './topic-items';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Where the first digest stands in the index, should this subscription be the first of its kind. */
export interface FirstDigest {
  /** ISO 8601. */
  dueAt: string;
  frequency: DigestFrequency;
}

/** Nothing else is as contended as a topic that hundreds follow in one moment. */
const MAX_CONFLICT_RETRIES = 40;

/** Nobody changes their mind more often than that between two digests. */
const MAX_FORMER_PERIODS = 20;
/** Others can be faster this often; more, and the tables contradict themselves. */
const MAX_ATTEMPTS = 100;

/**
 * Following and unfollowing: the one place where Subscribers and Topics change together.
 *
 * A topic hangs in the index before it has its first follower and is taken down after its last has
 * gone; a generation, raised whenever the last one goes, keeps the two apart. Whoever follows does
 * so on the generation that they saw hanging: if the last follower left in between, the transaction
 * fails and they hang it again. What is taken down is only what hung for the generation that ended.
 * A crash between the steps leaves at worst an entry too many, never one too few.
 */
export class Subscriptions {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: { subscribers: string; topics: string },
    private readonly index: TopicIndex,
  ) {}

  /** Follows the topic, or changes the frequency of one that is followed already. */
  readonly follow = async (
    subscriberId: string,
    subscription: Subscription,
    topic: AnchoredTopic,
    firstDigest?: FirstDigest,
  ): Promise<'followed' | 'changed' | 'unchanged'> => {
    for (let look = 0; look < MAX_ATTEMPTS; look += 1) {
      if (look > 0) await this.assertSubscriberExists(subscriberId);
      const existing = await this.subscriptionOf(subscriberId, subscription.topicId);
      if (existing?.frequency === subscription.frequency) return 'unchanged';
      const generation = await this.index.index(topic);
      const writes = existing
        ? [this.changeFrequency(subscriberId, existing, subscription)]
        : [this.put(subscriberId, subscription), this.countFollower(topic.topicId, generation)];
      writes.push(this.subscriberExists(subscriberId));
      if (firstDigest) writes.push(this.planDigest(subscriberId, subscription, firstDigest));
      if (await this.commit(writes)) return existing ? 'changed' : 'followed';
    }
    throw new Error(`Topic ${topic.topicId} could not be followed: others always came before.`);
  };

  /** Stops following; the topic leaves the index with its last follower. */
  readonly unfollow = async (
    subscriberId: string,
    topicId: string,
  ): Promise<'unfollowed' | 'not-followed'> => {
    const remove: Write = {
      Delete: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(topicId) },
        ConditionExpression: 'attribute_exists(subscriberId)',
      },
    };
    for (let look = 0; look < MAX_ATTEMPTS; look += 1) {
      const topic = await this.index.find(topicId);
      const last = topic === undefined || topic.followers <= 1;
      if (await this.commit([remove, this.uncountFollower(topicId, last)])) {
        if (topic && last) await this.index.unindex(topicId, topic.generation);
        return 'unfollowed';
      }
      if ((await this.subscriptionOf(subscriberId, topicId)) === undefined) return 'not-followed';
    }
    // The count is wrong, but whoever wants to leave must be able to.
    await this.commit([remove]);
    return 'unfollowed';
  };

  /** Whoever was forgotten meanwhile must not follow anything: nobody could erase it any more. */
  private subscriberExists(subscriberId: string): Write {
    return {
      ConditionCheck: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: PROFILE_ITEM },
        ConditionExpression: 'attribute_exists(subscriberId)',
      },
    };
  }

  private async assertSubscriberExists(subscriberId: string): Promise<void> {
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: PROFILE_ITEM },
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) throw new Error('The subscriber was forgotten meanwhile.');
  }

  private async subscriptionOf(subscriberId: string, topicId: string) {
    const answer = await this.client.send(
      new GetCommand({
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(topicId) },
        ConsistentRead: true,
      }),
    );
    return answer.Item as (Subscription & Item) | undefined;
  }

  private put(subscriberId: string, subscription: Subscription): Write {
    return {
      Put: {
        TableName: this.tables.subscribers,
        Item: {
          subscriberId,
          item: subscriptionItem(subscription.topicId),
          followersOf: followersKey(subscription.topicId, subscription.frequency),
          ...subscription,
        },
        ConditionExpression: 'attribute_not_exists(subscriberId)',
      },
    };
  }

  /** What former digests still owe stays noted, so that changing the frequency loses no match. */
  private changeFrequency(
    subscriberId: string,
    existing: Subscription,
    wanted: Subscription,
  ): Write {
    const { frequency, since } = existing;
    const { formerly = [] } = existing;
    const ended = frequency === 'instant' ? [] : [{ frequency, since, until: wanted.since }];
    const owed = [...formerly, ...ended].slice(-MAX_FORMER_PERIODS);
    return {
      Update: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(wanted.topicId) },
        UpdateExpression: `SET frequency = :frequency, #since = :since, consent = :consent,
          followersOf = :followersOf, formerly = :formerly`,
        ConditionExpression: 'frequency = :previous AND #since = :began',
        ExpressionAttributeNames: { '#since': 'since' },
        ExpressionAttributeValues: {
          ':frequency': wanted.frequency,
          ':since': wanted.since,
          ':consent': wanted.consent,
          ':followersOf': followersKey(wanted.topicId, wanted.frequency),
          ':previous': frequency,
          ':began': since,
          ':formerly': owed,
        },
      },
    };
  }

  private countFollower(topicId: string, generation: number): Write {
    return {
      Update: {
        TableName: this.tables.topics,
        Key: topicKey(topicId),
        UpdateExpression: 'ADD followers :one',
        ConditionExpression: 'generation = :generation',
        ExpressionAttributeValues: { ':one': 1, ':generation': generation },
      },
    };
  }

  private uncountFollower(topicId: string, last: boolean): Write {
    return {
      Update: {
        TableName: this.tables.topics,
        Key: topicKey(topicId),
        UpdateExpression: last
          ? 'SET followers = :none, generation = generation + :one'
          : 'SET followers = followers - :one',
        ConditionExpression: last ? 'followers = :one' : 'followers > :one',
        ExpressionAttributeValues: { ':one': 1, ...(last ? { ':none': 0 } : {}) },
      },
    };
  }

  /** Sees to it that the subscriber has digests of this frequency; the time of a planned one stays. */
  private planDigest(
    subscriberId: string,
    { since }: Subscription,
    { frequency, dueAt }: FirstDigest,
  ): Write {
    return {
      Update: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: digestItem(frequency) },
        UpdateExpression: `SET frequency = :frequency, dueAt = if_not_exists(dueAt, :dueAt),
          dueShard = :shard, settledUntil = if_not_exists(settledUntil, :since),
          listed = if_not_exists(listed, :none), round = if_not_exists(round, :zero)
          ADD follows :one`,
        ExpressionAttributeValues: {
          ':frequency': frequency,
          ':dueAt': dueAt,
          ':shard': dueShardOf(subscriberId),
          ':since': since,
          ':none': [],
          ':zero': 0,
          ':one': 1,
        },
      },
    };
  }

  /** False when a condition did not hold: the caller looks again. */
  private async commit(writes: Write[]): Promise<boolean> {
    try {
      const work = () => this.client.send(new TransactWriteCommand({ TransactItems: writes }));
      await retryConflicts(work, MAX_CONFLICT_RETRIES);
      return true;
    } catch (error) {
      if (cancellationReasons(error)?.includes('ConditionalCheckFailed')) return false;
      throw error;
    }
  }
}
