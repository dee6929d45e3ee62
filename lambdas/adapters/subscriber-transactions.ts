import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { addressKey } from '../domain/address';
import { DIGEST_FREQUENCIES } from '../domain/frequency';
import type { Subscriber } from '../domain/subscriber';
import type { PendingUndo } from '../domain/unsubscribing';
import {
  ALERTS_ITEM,
  addressItemKey,
  CLEAN_UP_ITEM,
  CLEAN_UP_SHARD,
  digestItem,
  PROFILE_ITEM,
  type SubscriberPartition,
} from './subscriber-items';

type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;

/**
 * Writes that create the subscriber and assign the address to them. They fail if a subscriber has the
 * address already, or if its suppression differs from the subscriber's.
 */
export function createSubscriberWrites(table: string, subscriber: Subscriber): Writes {
  const { subscriberId, ...profile } = subscriber;
  const { suppressed } = profile;
  return [
    {
      Update: {
        TableName: table,
        Key: addressItemKey(subscriber.address),
        UpdateExpression: 'SET heldBy = :id',
        ConditionExpression: suppressed
          ? 'attribute_not_exists(heldBy) AND suppressed = :suppressed'
          : 'attribute_not_exists(heldBy) AND attribute_not_exists(suppressed)',
        ExpressionAttributeValues: {
          ':id': subscriberId,
          ...(suppressed ? { ':suppressed': suppressed } : {}),
        },
      },
    },
    {
      Put: {
        TableName: table,
        Item: { subscriberId, item: PROFILE_ITEM, ...profile },
        ConditionExpression: 'attribute_not_exists(subscriberId)',
      },
    },
  ];
}

/**
 * Writes that make every subscription stale and leave a note to remove them. They fail if the profile's
 * counter is no longer `unsubscribes`. `at` is ISO 8601. Without `undo`, nothing can be undone, not even
 * what they had unsubscribed from before.
 */
export function markUnsubscribedWrites(
  table: string,
  subscriberId: string,
  { unsubscribes, at, undo }: { unsubscribes: number; at: string; undo?: PendingUndo | undefined },
): Writes {
  return [
    {
      Update: {
        TableName: table,
        Key: { subscriberId, item: PROFILE_ITEM },
        UpdateExpression: `SET unsubscribedAt = :at, unsubscribes = :next${undo ? ', undoId = :undoId' : ' REMOVE undoId'}`,
        // Profiles of older versions have no counter.
        ConditionExpression:
          unsubscribes === 0
            ? 'attribute_exists(subscriberId) AND (attribute_not_exists(unsubscribes) OR unsubscribes = :previous)'
            : 'unsubscribes = :previous',
        ExpressionAttributeValues: {
          ':at': at,
          ':next': unsubscribes + 1,
          ':previous': unsubscribes,
          ...(undo ? { ':undoId': undo.undoId } : {}),
        },
      },
    },
    putCleanUp(table, subscriberId, {
      unsubscribes: unsubscribes + 1,
      at: undo?.keepUntil ?? at,
    }),
  ];
}

/**
 * Writes that delete the profile and digests, release the address, and leave a note to remove the
 * subscriptions. They fail if the address is not assigned to the subscriber. `at` is ISO 8601.
 */
export function eraseSubscriberWrites(
  table: string,
  { subscriberId, address }: Subscriber,
  at: string,
): Writes {
  const items = [PROFILE_ITEM, ALERTS_ITEM, ...DIGEST_FREQUENCIES.map(digestItem)];
  return [
    ...items.map((item) => ({ Delete: { TableName: table, Key: { subscriberId, item } } })),
    // Nobody without a profile can unsubscribe again, so the counter's value does not matter.
    putCleanUp(table, subscriberId, { unsubscribes: 0, at }),
    {
      Update: {
        TableName: table,
        Key: addressItemKey(address),
        UpdateExpression: 'REMOVE heldBy, softBounces',
        ConditionExpression: 'heldBy = :id',
        ExpressionAttributeValues: { ':id': subscriberId },
      },
    },
  ];
}

/**
 * Writes that move the subscriber to another address. They fail if the subscriber has moved or been erased
 * meanwhile, if somebody has the new address, or if it must not be emailed. A suppression stays with the
 * former address. `at` is ISO 8601.
 */
export function moveAddressWrites(
  table: string,
  { subscriberId, address: former }: Pick<Subscriber, 'subscriberId' | 'address'>,
  { address, at }: { address: string; at: string },
): Writes {
  const moveProfile = {
    Update: {
      TableName: table,
      Key: { subscriberId, item: PROFILE_ITEM },
      UpdateExpression: 'SET address = :address, addressChangedAt = :at REMOVE suppressed',
      ConditionExpression: 'address = :former',
      ExpressionAttributeValues: { ':address': address, ':at': at, ':former': former },
    },
  };
  // Only the case differs, so the address stays assigned to them.
  if (addressKey(address) === addressKey(former)) return [moveProfile];
  return [
    moveProfile,
    {
      Update: {
        TableName: table,
        Key: addressItemKey(former),
        UpdateExpression: 'REMOVE heldBy, softBounces',
        ConditionExpression: 'heldBy = :id',
        ExpressionAttributeValues: { ':id': subscriberId },
      },
    },
    {
      Update: {
        TableName: table,
        Key: addressItemKey(address),
        UpdateExpression: 'SET heldBy = :id',
        ConditionExpression: 'attribute_not_exists(heldBy) AND attribute_not_exists(suppressed)',
        ExpressionAttributeValues: { ':id': subscriberId },
      },
    },
  ];
}

/** A note to remove stale subscriptions at `at` (ISO 8601) or later. */
export function putCleanUp(
  table: string,
  subscriberId: string,
  { unsubscribes, at }: { unsubscribes: number; at: string },
): { Put: NonNullable<Writes[number]['Put']> } {
  return {
    Put: {
      TableName: table,
      Item: {
        subscriberId,
        item: CLEAN_UP_ITEM,
        dueShard: CLEAN_UP_SHARD,
        dueAt: at,
        unsubscribes,
      },
    },
  };
}

/**
 * A note to remove the stale subscriptions of someone who has a profile at `at` (ISO 8601) or later, but
 * not before what an earlier note keeps is removed. It fails if a later note was left since the partition
 * was read.
 */
export function postponeCleanUpWrite(
  table: string,
  { subscriberId, profile, cleanUp }: SubscriberPartition,
  at: string,
): Writes[number] {
  const dueAt = cleanUp && cleanUp.dueAt > at ? cleanUp.dueAt : at;
  const { Put } = putCleanUp(table, subscriberId, {
    unsubscribes: profile?.unsubscribes ?? 0,
    at: dueAt,
  });
  return {
    Put: {
      ...Put,
      ConditionExpression: 'attribute_not_exists(subscriberId) OR dueAt <= :dueAt',
      ExpressionAttributeValues: { ':dueAt': dueAt },
    },
  };
}
