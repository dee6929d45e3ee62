import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { FirstDigest } from '../domain/digest-schedule';
import type { Subscription } from '../domain/subscriber';
import type { AnchoredTopic } from '../domain/topic';
import { cancellationReasons, type Item, retryOnConflict } from './dynamodb';
import {
  digestItem,
  dueShardOf,
  followedSinceOf,
  followersKey,
  PROFILE_ITEM,
  subscriptionItem,
} from './subscriber-items';
import type { TopicIndex } from './topic-index';
import { topicKey } from './topic-items';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** More attempts than elsewhere, because hundreds of people may follow the same topic at the same time. */
const MAX_CONFLICT_ATTEMPTS = 40;

/** Nobody changes a frequency more often than this between two digests. */
const MAX_FORMER_PERIODS = 20;
/** A condition may fail this often because of concurrent changes. More failures mean inconsistent data. */
const MAX_ATTEMPTS = 100;

/**
 * Follows and unfollows topics. Nothing else changes the Subscribers and Topics tables together.
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
      if (attempt > 1 && !(await this.isSubscriber(subscriberId))) {
        throw new Error('The subscriber was erased meanwhile.');
      }
      const generation = await this.index.index(topic);
      const followed = await this.commit([
        this.putSubscription(subscriberId, subscription),
        this.addFollower(topic.topicId, generation),
        this.checkSubscriberExists(subscriberId),
        ...this.planDigest(subscriberId, subscription.since, firstDigest),
      ]);
      if (followed) return 'followed';
    }
    throw new Error(
      `Topic ${topic.topicId} could not be followed: every attempt conflicted with another change.`,
    );
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
        this.checkSubscriberExists(subscriberId),
        ...this.planDigest(subscriberId, change.since, firstDigest),
      ]);
      if (changed) return 'changed';
      if (!(await this.isSubscriber(subscriberId))) return 'not-followed';
    }
    throw new Error(
      `The frequency of topic ${topicId} could not be changed: every attempt conflicted with another change.`,
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
      const isLast = topic === undefined || topic.followers <= 1;
      if (await this.commit([remove, this.removeFollower(topicId, isLast)])) {
        if (topic && isLast) await this.index.unindex(topicId, topic.generation);
        return 'unfollowed';
      }
      if ((await this.subscriptionOf(subscriberId, topicId)) === undefined) return 'not-followed';
    }
    // The follower count is wrong, but a subscriber must always be able to unfollow.
    await this.commit([remove]);
    return 'unfollowed';
  };

  /**
   * A subscriber who was erased meanwhile must not follow a topic or get a digest plan: nothing would
   * erase those items, and the digest would be due again and again.
   */
  private checkSubscriberExists(subscriberId: string): Write {
    return {
      ConditionCheck: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: PROFILE_ITEM },
        ConditionExpression: 'attribute_exists(subscriberId)',
      },
    };
  }

  private async isSubscriber(subscriberId: string): Promise<boolean> {
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: PROFILE_ITEM },
        ConsistentRead: true,
      }),
    );
    return Item !== undefined;
  }

  private async subscriptionOf(subscriberId: string, topicId: string) {
    const { Item: item } = await this.client.send(
      new GetCommand({
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(topicId) },
        ConsistentRead: true,
      }),
    );
    return item as (Subscription & Item) | undefined;
  }

  private putSubscription(subscriberId: string, subscription: Subscription): Write {
    return {
      Put: {
        TableName: this.tables.subscribers,
        Item: {
          subscriberId,
          item: subscriptionItem(subscription.topicId),
          followersOf: followersKey(subscription.topicId, subscription.frequency),
          followedSince: followedSinceOf(subscription.since, subscriberId),
          ...subscription,
        },
        ConditionExpression: 'attribute_not_exists(subscriberId)',
      },
    };
  }

  /** Keeps the former period, so that its matches are still sent in the digest that covered it. */
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
    const endedPeriod =
      existing.frequency === 'instant'
        ? []
        : [{ frequency: existing.frequency, since: existing.since, until: since }];
    return {
      Update: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(topicId) },
        UpdateExpression: `SET frequency = :frequency, #since = :since, consent = :consent,
          followersOf = :followersOf, followedSince = :followedSince, formerly = :formerly`,
        ConditionExpression: 'frequency = :previousFrequency AND #since = :previousSince',
        ExpressionAttributeNames: { '#since': 'since' },
        ExpressionAttributeValues: {
          ':frequency': frequency,
          ':since': since,
          ':consent': consent,
          ':followersOf': followersKey(topicId, frequency),
          ':followedSince': followedSinceOf(since, subscriberId),
          ':previousFrequency': existing.frequency,
          ':previousSince': existing.since,
          ':formerly': [...formerly, ...endedPeriod].slice(-MAX_FORMER_PERIODS),
        },
      },
    };
  }

  /** Fails if the topic is no longer in the generation that was indexed. */
  private addFollower(topicId: string, generation: number): Write {
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

  /** With the last follower, the topic's generation ends. */
  private removeFollower(topicId: string, isLast: boolean): Write {
    return {
      Update: {
        TableName: this.tables.topics,
        Key: topicKey(topicId),
        UpdateExpression: isLast
          ? 'SET followers = :none, generation = generation + :one'
          : 'SET followers = followers - :one',
        ConditionExpression: isLast ? 'followers = :one' : 'followers > :one',
        ExpressionAttributeValues: { ':one': 1, ...(isLast ? { ':none': 0 } : {}) },
      },
    };
  }

  /** Makes sure that a digest of this frequency is planned. One that is planned already keeps its time. */
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

  /** Writes in one transaction. False if a condition failed: the caller reads again and retries. */
  private async commit(writes: Write[]): Promise<boolean> {
    try {
      const transact = () => this.client.send(new TransactWriteCommand({ TransactItems: writes }));
      await retryOnConflict(transact, MAX_CONFLICT_ATTEMPTS);
      return true;
    } catch (error) {
      if (cancellationReasons(error)?.includes('ConditionalCheckFailed')) return false;
      throw error;
    }
  }
}
