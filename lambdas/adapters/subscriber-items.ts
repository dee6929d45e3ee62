import * as z from 'zod/mini';
import { addressKey } from '../domain/address';
import { type AlertState, type GatheredAlert, NO_ALERTS } from '../domain/alert-window';
import { DUE_SHARDS } from '../domain/due-digests';
import {
  DIGEST_FREQUENCIES,
  type DigestFrequency,
  FREQUENCIES,
  type Frequency,
} from '../domain/frequency';
import { TOPIC_LANGUAGES } from '../domain/languages/language';
import { WORDING_LANGUAGES } from '../domain/languages/wording-language';
import {
  CONSENT_KINDS,
  type DigestPlan,
  SUPPRESSION_REASONS,
  type Subscriber,
  type SubscriberFile,
  type Subscription,
} from '../domain/subscriber';
import type { Item } from './dynamodb';
import { shardOf } from './shards';

/** The keys of the Subscribers table: each subscriber has a partition, and so has each address. */
export const PROFILE_ITEM = 'profile';
/** Says that subscriptions of this person are left to be removed. It is in the `due` index. */
export const CLEAN_UP_ITEM = 'clean-up';
const ADDRESS_ITEM = 'address';
/** The item with the windows of a subscriber's alerts, and the alerts that wait. */
export const ALERTS_ITEM = 'alerts';
const TOPIC_PREFIX = 'topic#';
/** The beginning of the keys of all digests of a subscriber. */
export const DIGEST_PREFIX = 'digest#';

export const subscriptionItem = (topicId: string) => `${TOPIC_PREFIX}${topicId}`;
export const digestItem = (frequency: DigestFrequency) => `${DIGEST_PREFIX}${frequency}`;
/** The sort key of a follower: by time, so that recent followers can be read on their own. */
export const followedSinceOf = (since: string, subscriberId: string) => `${since}#${subscriberId}`;
export const followersKey = (topicId: string, frequency: Frequency) => `${topicId}#${frequency}`;

/**
 * The key of the item that says who has the address and whether it may be emailed. It contains a hash
 * of the address, not the address itself.
 */
export function addressItemKey(address: string) {
  return { subscriberId: `address#${addressKey(address)}`, item: ADDRESS_ITEM };
}

/** The partition key of `CLEAN_UP_ITEM` in the `due` index. */
export const CLEAN_UP_SHARD = 'clean-up';

/** The partition key of a subscriber's digests in the `due` index. */
export const dueShardOf = (subscriberId: string): string => shardOf(subscriberId, DUE_SHARDS);

const subscriberSchema = z.object({
  subscriberId: z.string(),
  address: z.string(),
  timeZone: z.string(),
  hour: z.number(),
  createdAt: z.string(),
  unsubscribedAt: z.exactOptional(z.string()),
  suppressed: z.exactOptional(
    z.object({
      reason: z.enum(SUPPRESSION_REASONS),
      at: z.string(),
      why: z.exactOptional(z.string()),
    }),
  ),
  addressChangedAt: z.exactOptional(z.string()),
  wordingLanguage: z.exactOptional(z.enum(WORDING_LANGUAGES)),
  weekday: z.exactOptional(z.number()),
  monthDay: z.exactOptional(z.number()),
  quietHours: z.exactOptional(z.object({ from: z.number(), to: z.number() })),
  maxAlertsPerDay: z.exactOptional(z.number()),
  pausedUntil: z.exactOptional(z.string()),
  muted: z.exactOptional(
    z.array(z.object({ briefingId: z.string(), title: z.string(), at: z.string() })),
  ),
});

const formerPeriodsSchema = z.array(
  z.object({ frequency: z.enum(FREQUENCIES), since: z.string(), until: z.string() }),
);

const subscriptionSchema = z.object({
  topicId: z.string(),
  expression: z.string(),
  language: z.enum(TOPIC_LANGUAGES),
  frequency: z.enum(FREQUENCIES),
  since: z.string(),
  consent: z.object({
    how: z.enum(CONSENT_KINDS),
    at: z.string(),
    text: z.string(),
    network: z.exactOptional(z.string()),
    language: z.exactOptional(z.enum(WORDING_LANGUAGES)),
  }),
  formerly: z.exactOptional(formerPeriodsSchema),
  replaced: z.exactOptional(
    z.array(
      z.object({ topicId: z.string(), expression: z.string(), formerly: formerPeriodsSchema }),
    ),
  ),
});

const digestSchema = z.object({
  frequency: z.enum(DIGEST_FREQUENCIES),
  round: z.number(),
  follows: z.number(),
  /** Missing until the hour or time zone changes for the first time. */
  reschedules: z._default(z.number(), 0),
  settledUntil: z.string(),
  listed: z.array(z.string()),
});

export const alertWindowSchema = z.object({
  endsAt: z.string(),
  openedBy: z.string(),
  day: z.string(),
  emails: z.number(),
});

const alertsSchema = z.object({
  round: z.number(),
  gathered: z._default(z.set(z.string()), () => new Set<string>()),
  unlisted: z._default(z.number(), 0),
  gatheredSince: z.exactOptional(z.string()),
  dueAt: z.exactOptional(z.string()),
  window: z.exactOptional(alertWindowSchema),
});

/** How a gathered alert is stored, as a member of a set. */
export const gatheredKey = ({ briefingId, edition, corrects }: GatheredAlert): string =>
  JSON.stringify(corrects === undefined ? [briefingId, edition] : [briefingId, edition, corrects]);

function toAlertState(item: Item | undefined): AlertState {
  if (item === undefined) return NO_ALERTS;
  const { gathered, ...state } = alertsSchema.parse(item);
  return { ...state, gathered: [...gathered].map(parseGatheredKey) };
}

const gatheredKeySchema = z.union([
  z.tuple([z.string(), z.number()]),
  z.tuple([z.string(), z.number(), z.number()]),
]);

function parseGatheredKey(key: string): GatheredAlert {
  const [briefingId, edition, corrects] = gatheredKeySchema.parse(JSON.parse(key));
  return { briefingId, edition, ...(corrects === undefined ? {} : { corrects }) };
}

/** Missing counters are 0: items of older versions have none. */
const counter = z._default(z.number(), 0);
const undoId = z.exactOptional(z.string());
const profileSchema = z.extend(subscriberSchema, {
  follows: counter,
  unsubscribes: counter,
  preferenceChanges: z.exactOptional(z.number()),
  undoId,
});
const storedSubscriptionSchema = z.extend(subscriptionSchema, { unsubscribes: counter, undoId });
const storedPlanSchema = z.extend(digestSchema, { preparedAt: z.exactOptional(z.string()) });
const cleanUpSchema = z.object({ unsubscribes: z.number(), dueAt: z.string() });

/**
 * The counter of a subscription to a topic that was left on its own: negative, so lower than any profile's.
 * Applied again, it gives the counter that the subscription had before.
 */
export const leftCounter = (unsubscribes: number): number => -1 - unsubscribes;

/** A subscription with the profile's `unsubscribes` when the topic was followed. */
export interface StoredSubscription extends Subscription {
  unsubscribes: number;
  /** Names the change that an undo reverts, if only this topic was left. */
  undoId?: string;
}

/** Everything in a subscriber's partition. */
export interface SubscriberPartition {
  subscriberId: string;
  /** Missing if the person is not stored. */
  profile?: Subscriber & {
    /** How often they have followed a topic. */
    follows: number;
    /** How often they have unsubscribed from everything. */
    unsubscribes: number;
    /** How often they have changed a preference; absent if never. */
    preferenceChanges?: number;
    /** Names their last change, if they unsubscribed from everything and can undo it. */
    undoId?: string;
  };
  current: StoredSubscription[];
  /** Followed before they unsubscribed from it or from everything, or were erased; not removed yet. */
  stale: StoredSubscription[];
  /** `preparedAt` (ISO 8601) is when the last digest was prepared. */
  plans: (DigestPlan & { preparedAt?: string })[];
  alerts: AlertState;
  cleanUp?: { unsubscribes: number; dueAt: string };
}

/**
 * Reads the items of a subscriber's partition. A subscription is stale if its counter is lower than the
 * profile's. Counters, because times would depend on the clocks of several functions.
 */
export function toPartition(subscriberId: string, items: Item[]): SubscriberPartition {
  const itemOf = (name: string) => items.find(({ item }) => item === name);
  const withPrefix = (prefix: string) =>
    items.filter(({ item }) => String(item).startsWith(prefix));
  const [profileItem, cleanUp] = [itemOf(PROFILE_ITEM), itemOf(CLEAN_UP_ITEM)];
  const profile = profileItem && profileSchema.parse(profileItem);
  const subscriptions = withPrefix(TOPIC_PREFIX).map((item) =>
    storedSubscriptionSchema.parse(item),
  );
  const isCurrent = (one: StoredSubscription) =>
    profile !== undefined && one.unsubscribes >= profile.unsubscribes;
  return {
    subscriberId,
    ...(profile ? { profile } : {}),
    current: subscriptions.filter(isCurrent),
    stale: subscriptions.filter((one) => !isCurrent(one)),
    plans: withPrefix(DIGEST_PREFIX).map((item) => storedPlanSchema.parse(item)),
    alerts: toAlertState(itemOf(ALERTS_ITEM)),
    ...(cleanUp ? { cleanUp: cleanUpSchema.parse(cleanUp) } : {}),
  };
}

/** What the service knows about the subscriber. Undefined if the person is not stored. */
export function toSubscriberFile({
  profile,
  current,
  plans,
  alerts,
}: SubscriberPartition): SubscriberFile | undefined {
  if (profile === undefined) return undefined;
  return {
    subscriber: subscriberSchema.parse(profile),
    subscriptions: current.map((one) => subscriptionSchema.parse(one)),
    digests: plans.map((plan) => digestSchema.parse(plan)),
    alerts,
    unsubscribes: profile.unsubscribes,
    ...(profile.preferenceChanges === undefined
      ? {}
      : { preferenceChanges: profile.preferenceChanges }),
  };
}
