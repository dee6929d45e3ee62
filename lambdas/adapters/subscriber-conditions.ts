import type { FirstDigest } from '../domain/digest-schedule';
import { digestItem, dueShardOf, PROFILE_ITEM, type SubscriberPartition } from './subscriber-items';
import type { Write } from './subscription-writes';

/**
 * A write that fails if the subscriber was erased or unsubscribed from everything since the partition was
 * read. Otherwise nothing would erase their items, and their digest would be due again and again.
 */
export function checkProfileWrite(
  table: string,
  { subscriberId, profile }: SubscriberPartition,
): Write {
  return {
    ConditionCheck: {
      TableName: table,
      Key: { subscriberId, item: PROFILE_ITEM },
      ConditionExpression: unchanged('unsubscribes', profile?.unsubscribes),
      ExpressionAttributeValues: { ':unsubscribes': profile?.unsubscribes ?? 0 },
    },
  };
}

/**
 * A write that makes sure that a digest of this frequency is planned, if there is one. A digest that is
 * planned already keeps its time. It fails if a round has ended since the partition was read: it may have
 * covered `since` (ISO 8601).
 */
export function planDigestWrites(
  table: string,
  { subscriberId, plans }: SubscriberPartition,
  since: string,
  firstDigest: FirstDigest | undefined,
): Write[] {
  if (firstDigest === undefined) return [];
  const { frequency, dueAt } = firstDigest;
  const plan = plans.find((one) => one.frequency === frequency);
  return [
    {
      Update: {
        TableName: table,
        Key: { subscriberId, item: digestItem(frequency) },
        UpdateExpression: `SET frequency = :frequency, dueAt = if_not_exists(dueAt, :dueAt),
          dueShard = :shard, settledUntil = if_not_exists(settledUntil, :since),
          listed = if_not_exists(listed, :none), round = if_not_exists(round, :zero)
          ADD follows :one`,
        ConditionExpression: plan ? 'round = :round' : 'attribute_not_exists(round)',
        ExpressionAttributeValues: {
          ':frequency': frequency,
          ':dueAt': dueAt,
          ':shard': dueShardOf(subscriberId),
          ':since': since,
          ':none': [],
          ':zero': 0,
          ':one': 1,
          ...(plan ? { ':round': plan.round } : {}),
        },
      },
    },
  ];
}

/**
 * A condition that the counter has the value `:<name>`, as it was when it was read. Items of older versions
 * have no counters.
 */
export function unchanged(name: 'unsubscribes' | 'follows', value = 0): string {
  return value === 0
    ? `attribute_exists(subscriberId) AND (attribute_not_exists(${name}) OR ${name} = :${name})`
    : `${name} = :${name}`;
}
