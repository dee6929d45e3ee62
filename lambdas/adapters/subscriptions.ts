import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FirstDigest } from '../domain/digest-schedule';
import type { Frequency } from '../domain/frequency';
import type { Subscription } from '../domain/subscriber';
import { SubscriberErased } from '../domain/subscriber-erased';
import { changePeriod, startOfPeriod } from '../domain/subscription-periods';
import type { AnchoredTopic } from '../domain/topic';
import {
  addFollowerWrite,
  changeSubscriptionWrite,
  countFollowWrite,
  putSubscriptionWrite,
} from './follow-writes';
import { checkProfileWrite, planDigestWrites } from './subscriber-conditions';
import type { StoredSubscription, SubscriberPartition } from './subscriber-items';
import { readPartition } from './subscriber-partition';
import { SubscriptionRemoval } from './subscription-removal';
import { SubscriptionWrites } from './subscription-writes';
import type { TopicIndex } from './topic-index';
import { type MatchTimes, TopicReplacement } from './topic-replacement';

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
export interface FollowRules extends MatchTimes {
  maxTopicsPerSubscriber: number;
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
  readonly replace: TopicReplacement['replace'];
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
    this.replace = new TopicReplacement(client, tables, index, rules).replace;
    this.writes = new SubscriptionWrites(client);
  }

  /**
   * Follows the topic, or changes the frequency of one that is already followed. `too-many`: the
   * subscriber follows as many topics as the settings allow.
   *
   * @throws SubscriberErased if the subscriber does not exist any more.
   */
  readonly follow = async (
    ...[subscriberId, subscription, topic, firstDigest]: Following
  ): Promise<FollowResult> => {
    const { subscribers } = this.tables;
    const { topicId, frequency } = subscription;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const partition = await this.partitionOf(subscriberId);
      if (partition.profile === undefined) {
        // The attempt before has indexed the topic: its words may be those of the person who was erased.
        if (attempt > 1) await this.index.unindexUnfollowed(topicId);
        throw new SubscriberErased();
      }
      const existing = partition.current.find((one) => one.topicId === topicId);
      if (existing) {
        if (existing.frequency === frequency) return 'unchanged';
        if (await this.commitChange(partition, existing, subscription, firstDigest)) {
          return 'changed';
        }
        continue;
      }
      if (partition.current.length >= this.rules.maxTopicsPerSubscriber) return 'too-many';
      const stale = partition.stale.find((one) => one.topicId === topicId);
      const generation = await this.index.index(topic);
      const followed = await this.writes.commit([
        putSubscriptionWrite(subscribers, partition, subscription, stale),
        // The topic still counts a stale subscription as a follower, so replacing it changes no count.
        ...(stale ? [] : [addFollowerWrite(this.tables.topics, topicId, generation)]),
        countFollowWrite(subscribers, partition),
        ...planDigestWrites(subscribers, partition, subscription.since, firstDigest),
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
    const { subscribers } = this.tables;
    // The former period is kept: its frequency still decides how its matches are sent.
    const changed = {
      consent: existing.consent,
      replaced: existing.replaced ?? [],
      ...change,
      ...changePeriod(existing, since),
    };
    return this.writes.commit([
      changeSubscriptionWrite(subscribers, partition.subscriberId, existing, changed),
      checkProfileWrite(subscribers, partition),
      ...planDigestWrites(subscribers, partition, since, firstDigest),
    ]);
  }
}
