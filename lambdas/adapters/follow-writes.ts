import type { Subscription } from '../domain/subscriber';
import { unchanged } from './subscriber-conditions';
import {
  followedSinceOf,
  followersKey,
  leftCounter,
  PROFILE_ITEM,
  type StoredSubscription,
  type SubscriberPartition,
  subscriptionItem,
} from './subscriber-items';
import type { Write } from './subscription-writes';
import { topicKey } from './topic-items';

/**
 * A write that counts one more topic that the subscriber has followed. It fails if they were erased,
 * unsubscribed from everything or followed another topic since the partition was read: otherwise two
 * requests at the same time could both follow the last topic that the settings allow.
 */
export function countFollowWrite(
  table: string,
  { subscriberId, profile }: SubscriberPartition,
): Write {
  return {
    Update: {
      TableName: table,
      Key: { subscriberId, item: PROFILE_ITEM },
      // Someone who follows a topic after unsubscribing from everything has changed what an undo would
      // restore.
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

/** A write that fails if the topic was followed meanwhile, or if the stale subscription to it was removed. */
export function putSubscriptionWrite(
  table: string,
  { subscriberId, profile }: SubscriberPartition,
  subscription: Subscription,
  stale: StoredSubscription | undefined,
): Write {
  const { topicId, frequency, since } = subscription;
  return {
    Put: {
      TableName: table,
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

/** What may change in a subscription. */
export type SubscriptionChange = Pick<Subscription, 'frequency' | 'since' | 'consent'> &
  Required<Pick<Subscription, 'formerly' | 'replaced'>>;

/** A write that changes a subscription, and fails if it has changed since it was read. */
export function changeSubscriptionWrite(
  table: string,
  subscriberId: string,
  existing: StoredSubscription,
  { frequency, since, consent, formerly, replaced }: SubscriptionChange,
): Write {
  const { topicId } = existing;
  const condition = isUnchanged(existing);
  return {
    Update: {
      TableName: table,
      Key: { subscriberId, item: subscriptionItem(topicId) },
      UpdateExpression: `SET frequency = :frequency, #since = :since, consent = :consent,
        followersOf = :followersOf, followedSince = :followedSince, formerly = :formerly,
        replaced = :replaced`,
      ...condition,
      ExpressionAttributeValues: {
        ...condition.ExpressionAttributeValues,
        ':frequency': frequency,
        ':since': since,
        ':consent': consent,
        ':followersOf': followersKey(topicId, frequency),
        ':followedSince': followedSinceOf(since, subscriberId),
        ':formerly': formerly,
        ':replaced': replaced,
      },
    },
  };
}

/**
 * A write that makes a single subscription stale, and fails if it has changed since it was read. An undo
 * is possible if `undoId` names it.
 */
export function leaveSubscriptionWrite(
  table: string,
  subscriberId: string,
  existing: StoredSubscription,
  undoId?: string,
): Write {
  const condition = isUnchanged(existing);
  return {
    Update: {
      TableName: table,
      Key: { subscriberId, item: subscriptionItem(existing.topicId) },
      UpdateExpression: `SET unsubscribes = :left${undoId === undefined ? '' : ', undoId = :undoId'}`,
      ...condition,
      ExpressionAttributeValues: {
        ...condition.ExpressionAttributeValues,
        ':left': leftCounter(existing.unsubscribes),
        ...(undoId === undefined ? {} : { ':undoId': undoId }),
      },
    },
  };
}

/** A write that fails if the topic is no longer in the generation that was indexed. */
export function addFollowerWrite(table: string, topicId: string, generation: number): Write {
  return {
    Update: {
      TableName: table,
      Key: topicKey(topicId),
      UpdateExpression: 'ADD followers :one',
      ConditionExpression: 'generation = :generation',
      ExpressionAttributeValues: { ':one': 1, ':generation': generation },
    },
  };
}

/** A write that takes one from the topic's follower count. With the last follower, its generation ends. */
export function removeFollowerWrite(table: string, topicId: string, isLast: boolean): Write {
  return {
    Update: {
      TableName: table,
      Key: topicKey(topicId),
      UpdateExpression: isLast
        ? 'SET followers = :none, generation = generation + :one'
        : 'SET followers = followers - :one',
      ConditionExpression: isLast ? 'followers = :one' : 'followers > :one',
      ExpressionAttributeValues: { ':one': 1, ...(isLast ? { ':none': 0 } : {}) },
    },
  };
}

function isUnchanged({ frequency, since, unsubscribes }: StoredSubscription) {
  return {
    ConditionExpression: `frequency = :previousFrequency AND #since = :previousSince
      AND ${unchanged('unsubscribes', unsubscribes)}`,
    ExpressionAttributeNames: { '#since': 'since' },
    ExpressionAttributeValues: {
      ':previousFrequency': frequency,
      ':previousSince': since,
      ':unsubscribes': unsubscribes,
    },
  };
}
