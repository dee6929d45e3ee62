import * as z from 'zod';
import { addressKey } from '../domain/address';
import {
  DIGEST_FREQUENCIES,
  type DigestFrequency,
  FREQUENCIES,
  type Frequency,
} from '../domain/frequency';
import { TOPIC_LANGUAGES } from '../domain/languages/language';
import type { SubscriberFile } from '../domain/subscriber';
import type { Item } from './dynamodb';
import { shardOf } from './shards';

/** How the Subscribers table names its items: one partition a subscriber, one an address. */
export const PROFILE_ITEM = 'profile';
const ADDRESS_ITEM = 'address';
const TOPIC_PREFIX = 'topic#';
const DIGEST_PREFIX = 'digest#';

export const subscriptionItem = (topicId: string) => `${TOPIC_PREFIX}${topicId}`;
export const digestItem = (frequency: DigestFrequency) => `${DIGEST_PREFIX}${frequency}`;
export const followersKey = (topicId: string, frequency: Frequency) => `${topicId}#${frequency}`;

/** Where it stands who holds the address, and whether it may be mailed; the address itself does not. */
export function addressItemKey(address: string) {
  return { subscriberId: `address#${addressKey(address)}`, item: ADDRESS_ITEM };
}

/** Due digests are spread over these, so that eight o'clock is not one partition's. */
export const DUE_SHARDS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

export const dueShardOf = (subscriberId: string): string => shardOf(subscriberId, DUE_SHARDS);

const subscriberSchema = z.object({
  subscriberId: z.string(),
  address: z.string(),
  timeZone: z.string(),
  hour: z.number(),
  createdAt: z.string(),
  suppressed: z
    .object({ reason: z.enum(['bounce', 'complaint', 'request']), at: z.string() })
    .exactOptional(),
});

const subscriptionSchema = z.object({
  topicId: z.string(),
  expression: z.string(),
  language: z.enum(TOPIC_LANGUAGES),
  frequency: z.enum(FREQUENCIES),
  since: z.string(),
  consent: z.object({ how: z.enum(['confirmed', 'recorded']), at: z.string(), text: z.string() }),
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

/** A subscriber's partition as the domain speaks of it; undefined when the person is gone. */
export function toSubscriberFile(items: Item[]): SubscriberFile | undefined {
  const profile = items.find((item) => item.item === PROFILE_ITEM);
  if (profile === undefined) return undefined;
  const named = (prefix: string) => items.filter((item) => String(item.item).startsWith(prefix));
  return {
    subscriber: subscriberSchema.parse(profile),
    subscriptions: named(TOPIC_PREFIX).map((item) => subscriptionSchema.parse(item)),
    digests: named(DIGEST_PREFIX).map((item) => digestSchema.parse(item)),
  };
}
