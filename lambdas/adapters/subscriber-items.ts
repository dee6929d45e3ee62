import * as z from 'zod';
import { addressKey } from '../domain/address';
import {
  DIGEST_FREQUENCIES,
  type DigestFrequency,
  FREQUENCIES,
  type Frequency,
} from '../domain/frequency';
import { TOPIC_LANGUAGES } from '../domain/languages/language';
import { CONSENT_KINDS, SUPPRESSION_REASONS, type SubscriberFile } from '../domain/subscriber';
import type { Item } from './dynamodb';
import { shardOf } from './shards';

/** The keys of the Subscribers table: each subscriber has a partition, and so has each address. */
export const PROFILE_ITEM = 'profile';
const ADDRESS_ITEM = 'address';
const TOPIC_PREFIX = 'topic#';
const DIGEST_PREFIX = 'digest#';

export const subscriptionItem = (topicId: string) => `${TOPIC_PREFIX}${topicId}`;
export const digestItem = (frequency: DigestFrequency) => `${DIGEST_PREFIX}${frequency}`;
export const followersKey = (topicId: string, frequency: Frequency) => `${topicId}#${frequency}`;

/**
 * The key of the item that says who has the address and whether it may be emailed. It contains a hash
 * of the address, not the address itself.
 */
export function addressItemKey(address: string) {
  return { subscriberId: `address#${addressKey(address)}`, item: ADDRESS_ITEM };
}

/** Partition keys of the `due` index. Several, because many digests are due at the same hour. */
export const DUE_SHARDS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

export const dueShardOf = (subscriberId: string): string => shardOf(subscriberId, DUE_SHARDS);

const subscriberSchema = z.object({
  subscriberId: z.string(),
  address: z.string(),
  timeZone: z.string(),
  hour: z.number(),
  createdAt: z.string(),
  suppressed: z
    .object({
      reason: z.enum(SUPPRESSION_REASONS),
      at: z.string(),
      why: z.string().exactOptional(),
    })
    .exactOptional(),
});

const subscriptionSchema = z.object({
  topicId: z.string(),
  expression: z.string(),
  language: z.enum(TOPIC_LANGUAGES),
  frequency: z.enum(FREQUENCIES),
  since: z.string(),
  consent: z.object({ how: z.enum(CONSENT_KINDS), at: z.string(), text: z.string() }),
  formerly: z
    .array(
      z.object({ frequency: z.enum(DIGEST_FREQUENCIES), since: z.string(), until: z.string() }),
    )
    .exactOptional(),
});

const digestSchema = z.object({
  frequency: z.enum(DIGEST_FREQUENCIES),
  round: z.number(),
  follows: z.number(),
  settledUntil: z.string(),
  listed: z.array(z.string()),
});

/** The topics of the subscriptions in a subscriber's partition. */
export function followedTopicIds(items: Item[]): string[] {
  return items
    .map(({ item }) => String(item))
    .filter((item) => item.startsWith(TOPIC_PREFIX))
    .map((item) => item.slice(TOPIC_PREFIX.length));
}

/** Converts a subscriber's partition. Undefined if it has no profile: the person is not stored. */
export function toSubscriberFile(items: Item[]): SubscriberFile | undefined {
  const profile = items.find((item) => item.item === PROFILE_ITEM);
  if (profile === undefined) return undefined;
  const withPrefix = (prefix: string) =>
    items.filter((item) => String(item.item).startsWith(prefix));
  return {
    subscriber: subscriberSchema.parse(profile),
    subscriptions: withPrefix(TOPIC_PREFIX).map((item) => subscriptionSchema.parse(item)),
    digests: withPrefix(DIGEST_PREFIX).map((item) => digestSchema.parse(item)),
  };
}
