import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FirstDigest } from '../domain/digest-schedule';
import type { Frequency } from '../domain/frequency';
import { changePeriod, type Subscription, startOfPeriod } from '../domain/subscriber';
import type { AnchoredTopic } from '../domain/topic';
import { checkProfileWrite, planDigestWrites, unchanged } from './subscriber-conditions';
import {
  followedSinceOf,
  followersKey,
  PROFILE_ITEM,
  type StoredSubscription,
  type SubscriberPartition,
  subscriptionItem,
} from './subscriber-items';
import { readPartition } from './subscriber-partition';
import { SubscriptionRemoval } from './subscription-removal';
import { SubscriptionWrites, type Write } from './subscription-writes';
import type { TopicIndex } from './topic-index';
import { topicKey } from './topic-items';

/** What `changeFrequency` changes: the consent only if one is given. */
type FrequencyChange = Pick<Subscription, 'frequency' | 'since'> &
  Partial<Pick<Subscription, 'consent'>>;

type Following = [
  subscriberId: string,
  subscription: Subscription,
  topic: AnchoredTopic,
  firstDigest?: FirstDigest,
];
type FollowResult = 'followed' | 'changed' | 'unchanged' | 'too-many';

/** A condition may fail this often because of concurrent changes. More failures mean inconsistent data. */
const MAX_ATTEMPTS = 100;

/** What following a topic depends on. */
export interface FollowRules {
  maxTopicsPerSubscriber: number;
  /** When the topic's newest match was made (ISO 8601), as far as it is recorded. A consistent read. */
  newestMatchAt: (topicId: string) => Promise<string | undefined>;
}

/**
 * Follows and unfollows topics. Nothing else changes the Subscribers and Topics tables together.
 *
 * A topic is indexed before it has its first follower, and removed from the index after its last
 * follower has left. A generation, increased whenever the last follower leaves, keeps the two apart:
 * a new follower is added for the generation that they saw indexed. If the last follower left in
 * between, the transaction fails and the topic is indexed again. Only entries of the generation that
 * ended are removed. A crash between the steps leaves at worst one entry too many, never one too few.
 *
 * Unsubscribing from everything only marks the profile (`Subscribers.markUnsubscribed`), so that it takes
 * as long for a thousand topics as for one. A subscription that was stored before the mark is _stale_:
 * nothing counts it any more, except its topic as a follower, until `cleanUp` removes it.
 */
export class Subscriptions {
  readonly unfollow: SubscriptionRemoval['unfollow'];
  readonly cleanUp: SubscriptionRemoval['cleanUp'];
  private readonly writes: SubscriptionWrites;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: { subscribers: string; topics: string },
    private readonly index: TopicIndex,
    private readonly rules: FollowRules,
  ) {
    const { unfollow, cleanUp } = new SubscriptionRemoval(client, tables, index);
    this.unfollow = unfollow;
    this.cleanUp = cleanUp;
    this.writes = new SubscriptionWrites(client);
  }

  /**
   * Follows the topic, or changes the frequency of one that is already followed. `too-many`: the
   * subscriber follows as many topics as the settings allow.
   *
   * @throws Error if the subscriber does not exist, because they were erased meanwhile.
   */
  readonly follow = (...following: Following): Promise<FollowResult> =>
    this.followInstead(undefined, ...following);

  /** As `follow`, but the topic that the caller unfollows next does not count towards the limit. */
  readonly followInstead = async (
    replacedTopicId: string | undefined,
    ...[subscriberId, subscription, topic, firstDigest]: Following
  ): Promise<FollowResult> => {
    const { topicId, frequency } = subscription;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const partition = await this.partitionOf(subscriberId);
      if (partition.profile === undefined) {
        throw new Error('The subscriber was erased meanwhile.');
      }
      const existing = partition.current.find((one) => one.topicId === topicId);
      if (existing) {
        if (existing.frequency === frequency) return 'unchanged';
        if (await this.commitChange(partition, existing, subscription, firstDigest)) {
          return 'changed';
        }
        continue;
      }
      const counted = partition.current.filter((one) => one.topicId !== replacedTopicId);
      if (counted.length >= this.rules.maxTopicsPerSubscriber) return 'too-many';
      const stale = partition.stale.find((one) => one.topicId === topicId);
      const generation = await this.index.index(topic);
      const followed = await this.writes.commit([
        this.putSubscription(partition, subscription, stale),
        // The topic still counts a stale subscription as a follower, so replacing it changes no count.
        ...(stale ? [] : [this.addFollower(topicId, generation)]),
        this.countFollow(partition),
        ...planDigestWrites(this.tables.subscribers, partition, subscription.since, firstDigest),
      ]);
      if (followed) return 'followed';
    }
    throw new Error(
      `Topic ${topicId} could not be followed: every attempt conflicted with another change.`,
    );
  };

  /**
   * Changes the frequency of a topic that the subscriber follows, and the consent if one is given.
   * Never creates a subscription, and never renews one from before they unsubscribed from everything.
   */
  readonly changeFrequency = async (
    subscriberId: string,
    topicId: string,
    change: FrequencyChange,
    firstDigest?: FirstDigest,
  ): Promise<'changed' | 'unchanged' | 'not-followed'> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const partition = await this.partitionOf(subscriberId);
      const existing = partition.current.find((one) => one.topicId === topicId);
      if (existing === undefined) return 'not-followed';
      if (existing.frequency === change.frequency) return 'unchanged';
      if (await this.commitChange(partition, existing, change, firstDigest)) return 'changed';
    }
    throw new Error(
      `The frequency of topic ${topicId} could not be changed: every attempt conflicted with another change.`,
    );
  };

  private partitionOf(subscriberId: string): Promise<SubscriberPartition> {
    return readPartition(this.client, this.tables.subscribers, subscriberId);
  }

  /** False if the subscription, the profile or the digest's plan has changed since it was read. */
  private async commitChange(
    partition: SubscriberPartition,
    existing: StoredSubscription,
    change: FrequencyChange,
    firstDigest?: FirstDigest,
  ): Promise<boolean> {
    const planOf = (frequency: Frequency) =>
      partition.plans.find((plan) => plan.frequency === frequency);
    const since = startOfPeriod(change.since, {
      newestMatchAt: await this.rules.newestMatchAt(existing.topicId),
      lastDigestAt: planOf(existing.frequency)?.preparedAt,
      settledUntil: planOf(change.frequency)?.settledUntil,
    });
    return this.writes.commit([
      this.updateFrequency(partition.subscriberId, existing, { ...change, since }),
      checkProfileWrite(this.tables.subscribers, partition),
      ...planDigestWrites(this.tables.subscribers, partition, since, firstDigest),
    ]);
  }

  /**
   * As `checkProfileWrite`, and fails too if they followed another topic since the partition was read:
   * otherwise two requests at the same time could both follow the last topic that the settings allow.
   */
  private countFollow({ subscriberId, profile }: SubscriberPartition): Write {
    return {
      Update: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: PROFILE_ITEM },
        // Whoever follows a topic after unsubscribing from everything has changed what an undo would restore.
        UpdateExpression: 'ADD follows :one REMOVE undoId',
        ConditionExpression: `${unchanged('unsubscribes', profile?.unsubscribes)}
          AND ${unchanged('follows', profile?.follows)}`,
        ExpressionAttributeValues: {
          ':one': 1,
          ':unsubscribes': profile?.unsubscribes ?? 0,
          ':follows': profile?.follows ?? 0,
        },
      },
    };
  }

  /** Fails if the topic was followed meanwhile, or if the stale subscription to it was removed. */
  private putSubscription(
    { subscriberId, profile }: SubscriberPartition,
    subscription: Subscription,
    stale: StoredSubscription | undefined,
  ): Write {
    const { topicId, frequency, since } = subscription;
    return {
      Put: {
        TableName: this.tables.subscribers,
        Item: {
          subscriberId,
          item: subscriptionItem(topicId),
          followersOf: followersKey(topicId, frequency),
          followedSince: followedSinceOf(since, subscriberId),
          unsubscribes: profile?.unsubscribes ?? 0,
          ...subscription,
        },
        ...(stale
          ? {
              ConditionExpression: unchanged('unsubscribes', stale.unsubscribes),
              ExpressionAttributeValues: { ':unsubscribes': stale.unsubscribes },
            }
          : { ConditionExpression: 'attribute_not_exists(subscriberId)' }),
      },
    };
  }

  /** Keeps the former period: its frequency still decides how its matches are sent. */
  private updateFrequency(
    subscriberId: string,
    existing: StoredSubscription,
    { frequency, since: from, consent = existing.consent }: FrequencyChange,
  ): Write {
    const { topicId, unsubscribes } = existing;
    const { since, formerly } = changePeriod(existing, from);
    return {
      Update: {
        TableName: this.tables.subscribers,
        Key: { subscriberId, item: subscriptionItem(topicId) },
        UpdateExpression: `SET frequency = :frequency, #since = :since, consent = :consent,
          followersOf = :followersOf, followedSince = :followedSince, formerly = :formerly`,
        ConditionExpression: `frequency = :previousFrequency AND #since = :previousSince
          AND ${unchanged('unsubscribes', unsubscribes)}`,
        ExpressionAttributeNames: { '#since': 'since' },
        ExpressionAttributeValues: {
          ':frequency': frequency,
          ':since': since,
          ':consent': consent,
          ':followersOf': followersKey(topicId, frequency),
          ':followedSince': followedSinceOf(since, subscriberId),
          ':previousFrequency': existing.frequency,
          ':previousSince': existing.since,
          ':unsubscribes': unsubscribes,
          ':formerly': formerly,
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
}
