import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { FirstDigest } from '../domain/digest-schedule';
import type { Subscription } from '../domain/subscriber';
import type { AnchoredTopic } from '../domain/topic';
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

/** More attempts than elsewhere: nothing is as contended as a topic that hundreds follow at the same moment. */
const MAX_CONFLICT_RETRIES = 40;

/** Nobody changes a frequency more often than this between two digests. */
const MAX_FORMER_PERIODS = 20;
/** Concurrent writers may be faster this often; more attempts mean that the tables contradict each other. */
const MAX_ATTEMPTS = 100;

/**
 * Following and unfollowing: the only place where Subscribers and Topics change together.
 *
 * A topic is indexed before it has its first follower, and removed from the index after its last
 * follower has left. A generation, increased whenever the last follower leaves, keeps the two apart:
 * a new follower is added for the generation that they saw indexed. If the last follower left in
 * between, the transaction fails and the topic is indexed again. Only entries of the generation that
 * ended are removed. A crash between the steps leaves at worst one entry too many, never one too few.
 */
export class Subscriptions {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: { subscribers: string; topics: string },
    private readonly index: TopicIndex,
  ) {}

  /** Follows the topic, or changes the frequency of one that is already followed. */
  readonly follow = async (
    subscriberId: string,
    subscription: Subscription,
    topic: AnchoredTopic,
    firstDigest?: FirstDigest,
  ): Promise<'followed' | 'changed' | 'unchanged'> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const changed = await this.changeFrequency(
        subscriberId,
        subscription.topicId,
        subscription,
        firstDigest,
      );
      if (changed !== 'not-followed') return changed;
      if (attempt > 1) await this.assertSubscriberExists(subscriberId);
      const generation = await this.index.index(topic);
      const followed = await this.commit([
        this.put(subscriberId, subscription),
        this.countFollower(topic.topicId, generation),
        this.subscriberExists(subscriberId),
        ...this.planDigest(subscriberId, subscription.since, firstDigest),
      ]);
      if (followed) return 'followed';
    }
    throw new Error(`Topic ${topic.topicId} could not be followed: every attempt met a conflict.`);
  };

  /**
   * Changes the frequency of a topic that the subscriber follows, and the consent if one is given.
   * Never creates a subscription.
   */
  readonly changeFrequency = async (
    subscriberId: string,
    topicId: string,
    change: Pick<Subscription, 'frequency' | 'since'> & Partial<Pick<Subscription, 'consent'>>,
    firstDigest?: FirstDigest,
  ): Promise<'changed' | 'unchanged' | 'not-followed'> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const existing = await this.subscriptionOf(subscriberId, topicId);
      if (existing === undefined) return 'not-followed';
      if (existing.frequency === change.frequency) return 'unchanged';
      const changed = await this.commit([
        this.updateFrequency(subscriberId, existing, change),
        ...this.planDigest(subscriberId, change.since, firstDigest),
      ]);
      if (changed) return 'changed';
    }
    throw new Error(
      `The frequency of topic ${topicId} could not be changed: every attempt met a conflict.`,
    );
  };

  /** Unfollows the topic, and removes it from the index with its last follower. */
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
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const topic = await this.index.find(topicId);
      const last = topic === undefined || topic.followers <= 1;
      if (await this.commit([remove, this.uncountFollower(topicId, last)])) {
        if (topic && last) await this.index.unindex(topicId, topic.generation);
        return 'unfollowed';
      }
      if ((await this.subscriptionOf(subscriberId, topicId)) === undefined) return 'not-followed';
    }
    // The count is wrong, but a subscriber must always be able to leave.
    await this.commit([remove]);
    return 'unfollowed';
  };

  /** A subscriber who was erased meanwhile must not follow anything: nobody could erase that any more. */
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
    if (Item === undefined) throw new Error('The subscriber was erased meanwhile.');
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

  /** The former period is kept, so that its matches stay due in the digest that covered it. */
  private updateFrequency(
    subscriberId: string,
    existing: Subscription,
    {
      frequency,
      since,
      consent = existing.consent,
    }: Pick<Subscription, 'frequency' | 'since'> & Partial<Pick<Subscription, 'consent'>>,
  ): Write {
    const { topicId, formerly = [] } = existing;
    const ended =
      existing.frequency === 'instant'
        ? []
        : [{ frequency: existing.frequency, since: existing.since, until: since }];
    return {
      Update: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(topicId) },
        UpdateExpression: `SET frequency = :frequency, #since = :since, consent = :consent,
          followersOf = :followersOf, formerly = :formerly`,
        ConditionExpression: 'frequency = :previous AND #since = :began',
        ExpressionAttributeNames: { '#since': 'since' },
        ExpressionAttributeValues: {
          ':frequency': frequency,
          ':since': since,
          ':consent': consent,
          ':followersOf': followersKey(topicId, frequency),
          ':previous': existing.frequency,
          ':began': existing.since,
          ':formerly': [...formerly, ...ended].slice(-MAX_FORMER_PERIODS),
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

  /** Makes sure that digests of this frequency are planned; a planned one keeps its time. */
  private planDigest(subscriberId: string, since: string, firstDigest?: FirstDigest): Write[] {
    if (firstDigest === undefined) return [];
    const { frequency, dueAt } = firstDigest;
    const plan: Write = {
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
    return [plan];
  }

  /** False if a condition failed: the caller reads again and retries. */
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
