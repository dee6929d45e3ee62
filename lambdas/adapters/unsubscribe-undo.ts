import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Frequency } from '../domain/frequency';
import type { Subscriber } from '../domain/subscriber';
import type {
  PendingUndo,
  PlanFirstDigest,
  RestoreOutcome,
  UnsubscribeOutcome,
} from '../domain/unsubscribing';
import { leaveSubscriptionWrite } from './follow-writes';
import { checkProfileWrite, planDigestWrites } from './subscriber-conditions';
import {
  leftCounter,
  PROFILE_ITEM,
  type StoredSubscription,
  type SubscriberPartition,
  subscriptionItem,
} from './subscriber-items';
import { readPartition } from './subscriber-partition';
import { markUnsubscribedWrites, postponeCleanUpWrite } from './subscriber-transactions';
import { SubscriptionWrites, type Write } from './subscription-writes';

/** A condition may fail this often because of concurrent changes. More failures mean inconsistent data. */
const MAX_ATTEMPTS = 100;

/**
 * Unsubscribes in a way that can be undone for a while: subscriptions become stale, and a note says
 * when `SubscriptionRemoval.cleanUp` may remove them. An undo makes them current again, exactly as they were.
 * It is named by an id that the next change removes, so that it works once, and not after another change.
 */
export class UnsubscribeUndo {
  private readonly writes: SubscriptionWrites;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {
    this.writes = new SubscriptionWrites(client);
  }

  /**
   * Unsubscribes from everything, at `at` (ISO 8601). Repeated, it changes nothing, and the first undo
   * still works.
   */
  readonly leaveAll = (
    subscriberId: string,
    at: string,
    undo: PendingUndo,
  ): Promise<UnsubscribeOutcome> =>
    this.retry(subscriberId, async ({ profile, current, stale }) => {
      if (profile === undefined) return { outcome: 'unknown' };
      const { unsubscribes, undoId } = profile;
      if (current.length === 0 && stale.length > 0 && undoId !== undefined) {
        return { outcome: 'left', undoId };
      }
      // Even if they follow nothing: an older confirmation link must not work any more.
      const marked = await this.writes.commit(
        markUnsubscribedWrites(this.table, subscriberId, {
          unsubscribes,
          at,
          undo: current.length > 0 ? undo : undefined,
        }),
      );
      if (!marked) return undefined;
      return current.length > 0 ? { outcome: 'left', undoId: undo.undoId } : { outcome: 'left' };
    });

  /** Unsubscribes from one topic. Repeated, it changes nothing, and the first undo still works. */
  readonly leaveTopic = (
    subscriberId: string,
    topicId: string,
    undo: PendingUndo,
  ): Promise<UnsubscribeOutcome> =>
    this.retry(subscriberId, async (partition) => {
      const { profile, current, stale } = partition;
      if (profile === undefined) return { outcome: 'unknown' };
      const subscription = current.find((one) => one.topicId === topicId);
      if (subscription === undefined) {
        const { undoId } = stale.find((one) => one.topicId === topicId) ?? {};
        return { outcome: 'left', ...(undoId === undefined ? {} : { undoId }) };
      }
      const left = await this.writes.commit([
        leaveSubscriptionWrite(this.table, subscriberId, subscription, undo.undoId),
        postponeCleanUpWrite(this.table, partition, undo.keepUntil),
      ]);
      return left ? { outcome: 'left', undoId: undo.undoId } : undefined;
    });

  /** Restores everything that the undo is about. `too-late`: it was used, or something has changed since. */
  readonly restoreAll = (
    subscriberId: string,
    undoId: string,
    plan: PlanFirstDigest,
  ): Promise<RestoreOutcome> =>
    this.retry(subscriberId, async (partition) => {
      const { profile, stale } = partition;
      if (profile === undefined || profile.undoId !== undoId) return 'too-late';
      const before = profile.unsubscribes - 1;
      const restored = stale.filter(({ unsubscribes }) => unsubscribes >= before);
      if (restored.length === 0) return 'too-late';
      const done = await this.writes.commit([
        {
          Update: {
            TableName: this.table,
            Key: { subscriberId, item: PROFILE_ITEM },
            // The time stays: confirmation links from before must still not work.
            UpdateExpression: 'SET unsubscribes = :before REMOVE undoId',
            ConditionExpression: 'undoId = :undoId',
            ExpressionAttributeValues: { ':before': before, ':undoId': undoId },
          },
        },
        ...this.planDigests(partition, profile, restored, plan),
      ]);
      return done ? 'restored' : undefined;
    });

  /** Restores the topic that the undo is about. */
  readonly restoreTopic = (
    subscriberId: string,
    topicId: string,
    undoId: string,
    plan: PlanFirstDigest,
  ): Promise<RestoreOutcome> =>
    this.retry(subscriberId, async (partition) => {
      const { profile, stale } = partition;
      const left = stale.find((one) => one.topicId === topicId && one.undoId === undoId);
      if (profile === undefined || left === undefined) return 'too-late';
      const before = leftCounter(left.unsubscribes);
      // They have unsubscribed from everything meanwhile.
      if (before < profile.unsubscribes) return 'too-late';
      const done = await this.writes.commit([
        {
          Update: {
            TableName: this.table,
            Key: { subscriberId, item: subscriptionItem(topicId) },
            UpdateExpression: 'SET unsubscribes = :before REMOVE undoId',
            ConditionExpression: 'undoId = :undoId',
            ExpressionAttributeValues: { ':before': before, ':undoId': undoId },
          },
        },
        checkProfileWrite(this.table, partition),
        ...this.planDigests(partition, profile, [left], plan),
      ]);
      return done ? 'restored' : undefined;
    });

  /** A digest that found nothing to list meanwhile is no longer planned. */
  private planDigests(
    partition: SubscriberPartition,
    subscriber: Subscriber,
    restored: StoredSubscription[],
    plan: PlanFirstDigest,
  ): Write[] {
    const oldest = new Map<Frequency, string>();
    for (const { frequency, since } of restored) {
      const known = oldest.get(frequency);
      if (known === undefined || since < known) oldest.set(frequency, since);
    }
    return [...oldest].flatMap(([frequency, since]) =>
      planDigestWrites(this.table, partition, since, plan(subscriber, frequency)),
    );
  }

  /** Calls `attempt` with what is stored until it is not undefined, that is until its conditions were met. */
  private async retry<T>(
    subscriberId: string,
    attempt: (partition: SubscriberPartition) => Promise<T | undefined>,
  ): Promise<T> {
    for (let attempts = 1; attempts <= MAX_ATTEMPTS; attempts += 1) {
      const result = await attempt(await readPartition(this.client, this.table, subscriberId));
      if (result !== undefined) return result;
    }
    throw new Error(
      'The subscriptions could not be changed: every attempt conflicted with another change.',
    );
  }
}
