import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Recipient } from '../domain/delivery';
import type { DropReason } from '../domain/delivery-outcome';
import type { Frequency } from '../domain/frequency';
import type { Subscriber, SubscriberFile, SuppressionReason } from '../domain/subscriber';
import { SubscriberErased } from '../domain/subscriber-erased';
import { cancellationReasons, type Item, retryOnConflict, updateConditionally } from './dynamodb';
import {
  addressItemKey,
  CLEAN_UP_SHARD,
  followersKey,
  PROFILE_ITEM,
  toSubscriberFile,
} from './subscriber-items';
import { readPartition } from './subscriber-partition';
import {
  createSubscriberWrites,
  eraseSubscriberWrites,
  markUnsubscribedWrites,
  moveAddressWrites,
} from './subscriber-transactions';
import type { Write } from './subscription-writes';
import { isSuppression } from './suppressions';

/** What is stored about an address, whether or not a subscriber has it now. */
export interface AddressRecord {
  subscriberId?: string;
  suppressed?: SuppressionReason;
  /** The number of temporary bounces, for example because the mailbox was full. */
  softBounces?: number;
}

/** Whether the owner of an address was erased since a time. */
export interface ErasureCheck {
  /** Fails the transaction that it is part of if they were. */
  check: Write;
  hasHappened: () => Promise<boolean>;
}

/** One run cleans up after at most this many people; the next run does the rest. */
const MAX_CLEAN_UPS = 500;

/** The Subscribers table: people and their addresses. */
export class Subscribers {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Everything that is stored about the subscriber. The read is consistent. */
  readonly file = async (subscriberId: string): Promise<SubscriberFile | undefined> =>
    toSubscriberFile(await readPartition(this.client, this.table, subscriberId));

  /**
   * Why an email that was written for the recipient must not be sent any more: they were erased or
   * suppressed, or unsubscribed from everything, meanwhile. `changed`: they changed a preference, such as
   * a pause or a muted story. The read is consistent.
   */
  readonly findObjection = async ({
    subscriberId,
    unsubscribes,
    preferenceChanges,
  }: Recipient): Promise<DropReason | 'changed' | undefined> => {
    const { Item: profile } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { subscriberId, item: PROFILE_ITEM },
        ConsistentRead: true,
      }),
    );
    if (profile === undefined) return 'erased';
    if (profile.suppressed !== undefined) return 'suppressed';
    if (Number(profile.unsubscribes ?? 0) > unsubscribes) return 'unsubscribed';
    return Number(profile.preferenceChanges ?? 0) > preferenceChanges ? 'changed' : undefined;
  };

  readonly findAddress = async (address: string): Promise<AddressRecord> => {
    const { heldBy, suppressed, softBounces } = await this.addressItem(address);
    return {
      ...(softBounces === undefined ? {} : { softBounces: Number(softBounces) }),
      ...(typeof heldBy === 'string' ? { subscriberId: heldBy } : {}),
      ...(isSuppression(suppressed) ? { suppressed: suppressed.reason } : {}),
    };
  };

  /**
   * Returns the subscriber with this address, or creates them. A transaction makes sure that an address
   * has one subscriber: of two concurrent requests, one creates the subscriber and the other finds
   * them. If the address was suppressed before, the new subscriber is suppressed too.
   */
  readonly findOrCreate = async (candidate: Subscriber): Promise<Subscriber> =>
    (await this.tryFindOrCreate(candidate, [])) ?? this.findOrCreate(candidate);

  /**
   * The same for someone whose link was issued before `erasure.time` may have come: an erasure of the
   * address since then is final.
   *
   * @throws SubscriberErased if its owner was erased since the link was issued.
   */
  readonly findOrCreateUnlessErased = async (
    candidate: Subscriber,
    erasure: ErasureCheck,
  ): Promise<Subscriber> => {
    const found = await this.tryFindOrCreate(candidate, [erasure.check]);
    // Also if someone was found: they may have come after the person who was erased.
    if (await erasure.hasHappened()) throw new SubscriberErased();
    return found ?? this.findOrCreateUnlessErased(candidate, erasure);
  };

  /**
   * Sets the hour and time zone of the subscriber's digests. `DigestPlans` moves those already planned.
   *
   * @throws SubscriberErased if the subscriber does not exist any more.
   */
  readonly setSchedule = async (
    subscriberId: string,
    { hour, timeZone }: Pick<Subscriber, 'hour' | 'timeZone'>,
  ): Promise<void> => {
    const isSet = await updateConditionally(this.client, {
      TableName: this.table,
      Key: { subscriberId, item: PROFILE_ITEM },
      UpdateExpression: 'SET #hour = :hour, #timeZone = :timeZone',
      ConditionExpression: 'attribute_exists(subscriberId)',
      ExpressionAttributeNames: { '#hour': 'hour', '#timeZone': 'timeZone' },
      ExpressionAttributeValues: { ':hour': hour, ':timeZone': timeZone },
    });
    if (!isSet) throw new SubscriberErased();
  };

  /**
   * Unsubscribes from everything in one write, however many topics are followed: every subscription
   * becomes stale. `Subscriptions.cleanUp` removes them. `at` is ISO 8601.
   */
  readonly markUnsubscribed = async (
    subscriberId: string,
    at: string,
  ): Promise<'marked' | 'unknown'> => {
    for (;;) {
      const { profile } = await readPartition(this.client, this.table, subscriberId);
      if (profile === undefined) return 'unknown';
      const { unsubscribes } = profile;
      const writes = markUnsubscribedWrites(this.table, subscriberId, { unsubscribes, at });
      if (await this.commit(writes)) return 'marked';
    }
  };

  /**
   * The people with subscriptions to clean up, who unsubscribed from everything or were erased before
   * `time` (ISO 8601). The oldest come first.
   */
  readonly pendingCleanUps = async (time: string): Promise<string[]> => {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt < :time',
        ExpressionAttributeValues: { ':shard': CLEAN_UP_SHARD, ':time': time },
        Limit: MAX_CLEAN_UPS,
      }),
    );
    return Items.map((item) => String(item.subscriberId));
  };

  /**
   * Erases the subscriber's profile and digests and releases their address. Their subscriptions become
   * stale: `Subscriptions.cleanUp` removes them. A suppression is kept under a hash of the address;
   * otherwise the address could be emailed again. `at` is ISO 8601. False if the address is not theirs any
   * more: they were erased by another run, or have moved to another address.
   */
  readonly erase = (subscriber: Subscriber, at: string): Promise<boolean> =>
    this.commit(eraseSubscriberWrites(this.table, subscriber, at));

  /** Moves the subscriber to another address. See {@link moveAddressWrites}: false if they fail. */
  readonly moveAddress = (
    subscriber: Pick<Subscriber, 'subscriberId' | 'address'>,
    address: string,
    at: string,
  ): Promise<boolean> => this.commit(moveAddressWrites(this.table, subscriber, { address, at }));

  /** The number of subscribers who follow the topic at the frequency. */
  readonly countFollowers = async (topicId: string, frequency: Frequency): Promise<number> => {
    let count = 0;
    let startKey: Item | undefined;
    do {
      const { Count = 0, LastEvaluatedKey } = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: 'followers',
          KeyConditionExpression: 'followersOf = :topic',
          ExpressionAttributeValues: { ':topic': followersKey(topicId, frequency) },
          Select: 'COUNT',
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      count += Count;
      startKey = LastEvaluatedKey;
    } while (startKey);
    return count;
  };

  /** Undefined if the address was taken or suppressed meanwhile, or if a check fails. */
  private async tryFindOrCreate(
    candidate: Subscriber,
    checks: Write[],
  ): Promise<Subscriber | undefined> {
    const { heldBy, suppressed } = await this.addressItem(candidate.address);
    const holder = typeof heldBy === 'string' ? await this.file(heldBy) : undefined;
    if (holder) return holder.subscriber;
    const created = isSuppression(suppressed) ? { ...candidate, suppressed } : candidate;
    const writes = [...createSubscriberWrites(this.table, created), ...checks];
    return (await this.commit(writes)) ? created : undefined;
  }

  /** Writes in one transaction. False if a condition failed. */
  private async commit(TransactItems: ReturnType<typeof createSubscriberWrites>): Promise<boolean> {
    try {
      await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
      return true;
    } catch (error) {
      if (cancellationReasons(error)?.includes('ConditionalCheckFailed')) return false;
      throw error;
    }
  }

  private async addressItem(address: string): Promise<Item> {
    const { Item: item = {} } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: addressItemKey(address), ConsistentRead: true }),
    );
    return item;
  }
}
