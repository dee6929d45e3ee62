import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FirstDigest } from '../domain/digest-schedule';
import type { Frequency } from '../domain/frequency';
import type { Subscription } from '../domain/subscriber';
import {
  changePeriod,
  keepReplacedUntil,
  replacePeriods,
  startOfPeriod,
} from '../domain/subscription-periods';
import type { AnchoredTopic } from '../domain/topic';
import {
  addFollowerWrite,
  changeSubscriptionWrite,
  countFollowWrite,
  leaveSubscriptionWrite,
  putSubscriptionWrite,
} from './follow-writes';
import { planDigestWrites } from './subscriber-conditions';
import type { StoredSubscription, SubscriberPartition } from './subscriber-items';
import { readPartition } from './subscriber-partition';
import { postponeCleanUpWrite } from './subscriber-transactions';
import { SubscriptionWrites, type Write } from './subscription-writes';
import type { TopicIndex } from './topic-index';

/** A condition may fail this often because of concurrent changes. More failures mean inconsistent data. */
const MAX_ATTEMPTS = 100;

export interface MatchTimes {
  /** When the topic's newest match was made (ISO 8601), as far as it is recorded. A consistent read. */
  newestMatchAt: (topicId: string) => Promise<string | undefined>;
}

/** Replaces a topic that a subscriber follows by another one, in one transaction. */
export class TopicReplacement {
  private readonly writes: SubscriptionWrites;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: { subscribers: string; topics: string },
    private readonly index: TopicIndex,
    private readonly matchTimes: MatchTimes,
  ) {
    this.writes = new SubscriptionWrites(client);
  }

  /**
   * Follows the topic of `next` instead of the one with the id `formerTopicId`. The new subscription keeps
   * the periods of the former one, so that its matches are still sent. The former one becomes stale and is
   * removed a day later: until then, fan-out finds the subscriber by it. If the new topic is followed
   * already, it gets the frequency of `next`.
   *
   * @throws Error if every attempt conflicts with another change.
   */
  readonly replace = async (
    subscriberId: string,
    formerTopicId: string,
    next: Subscription,
    topic: AnchoredTopic,
    firstDigest?: FirstDigest,
  ): Promise<'replaced' | 'not-followed'> => {
    const { subscribers } = this.tables;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const partition = await readPartition(this.client, subscribers, subscriberId);
      const former = partition.current.find((one) => one.topicId === formerTopicId);
      if (former === undefined) {
        // The attempt before has indexed the topic: its words may be those of a person who was erased.
        if (attempt > 1) await this.index.unindexUnfollowed(next.topicId);
        return 'not-followed';
      }
      const generation = await this.indexUnlessFollowed(partition, topic);
      // As late as possible, because a match that is recorded after it counts for neither topic.
      const startedAt = await this.startOf(next.frequency, next.since, former, partition);
      const started = { ...next, ...replacePeriods(former, startedAt) };
      const replaced = await this.writes.commit([
        leaveSubscriptionWrite(subscribers, subscriberId, former),
        ...(await this.followWrites(partition, started, generation)),
        countFollowWrite(subscribers, partition),
        ...planDigestWrites(subscribers, partition, started.since, firstDigest),
        postponeCleanUpWrite(subscribers, partition, keepReplacedUntil(next.since)),
      ]);
      if (replaced) return 'replaced';
    }
    throw new Error(
      `Topic ${formerTopicId} could not be replaced: every attempt conflicted with another change.`,
    );
  };

  /** The generation for which a topic that is not followed yet is indexed; undefined if it is followed. */
  private async indexUnlessFollowed(
    { current }: SubscriberPartition,
    topic: AnchoredTopic,
  ): Promise<number | undefined> {
    const isFollowed = current.some(({ topicId }) => topicId === topic.topicId);
    return isFollowed ? undefined : this.index.index(topic);
  }

  /** The writes that store the new subscription, or add to one that exists. */
  private async followWrites(
    partition: SubscriberPartition,
    started: Subscription & Required<Pick<Subscription, 'replaced'>>,
    generation: number | undefined,
  ): Promise<Write[]> {
    const { subscribers, topics } = this.tables;
    const { topicId, frequency } = started;
    const existing = partition.current.find((one) => one.topicId === topicId);
    if (existing) {
      const isSame = existing.frequency === frequency;
      const period = isSame
        ? { since: existing.since, formerly: existing.formerly ?? [] }
        : changePeriod(existing, await this.startOf(frequency, started.since, existing, partition));
      const replaced = [...(existing.replaced ?? []), ...started.replaced];
      const changed = { ...started, ...period, replaced };
      return [changeSubscriptionWrite(subscribers, partition.subscriberId, existing, changed)];
    }
    const stale = partition.stale.find((one) => one.topicId === topicId);
    return [
      putSubscriptionWrite(subscribers, partition, started, stale),
      // The topic still counts a stale subscription as a follower.
      ...(stale || generation === undefined ? [] : [addFollowerWrite(topics, topicId, generation)]),
    ];
  }

  private async startOf(
    frequency: Frequency,
    requestedAt: string,
    { topicId, frequency: formerFrequency }: StoredSubscription,
    { plans }: SubscriberPartition,
  ): Promise<string> {
    return startOfPeriod(requestedAt, {
      newestMatchAt: await this.matchTimes.newestMatchAt(topicId),
      lastDigestAt: plans.find((plan) => plan.frequency === formerFrequency)?.preparedAt,
      settledUntil: plans.find((plan) => plan.frequency === frequency)?.settledUntil,
    });
  }
}
