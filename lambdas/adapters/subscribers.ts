import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Frequency } from '../domain/frequency';
import type { Subscriber, SubscriberFile, SuppressionReason } from '../domain/subscriber';
import { cancellationReasons, type Item, retryOnConflict, updateConditionally } from './dynamodb';
import {
  addressItemKey,
  followedTopicIds,
  followersKey,
  PROFILE_ITEM,
  toSubscriberFile,
} from './subscriber-items';
import { createSubscriberWrites, eraseSubscriberWrites } from './subscriber-transactions';

/** What is stored about an address, whether or not a subscriber has it now. */
export interface AddressRecord {
  subscriberId?: string;
  suppressed?: SuppressionReason;
  /** The number of temporary bounces, for example because the mailbox was full. */
  softBounces?: number;
}

/** Followers per page of a query. */
const FOLLOWERS_PER_PAGE = 1_000;

/** The Subscribers table: people, what they follow, and addresses that must not be emailed. */
export class Subscribers {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Everything that is stored about the subscriber. The read is consistent. */
  readonly file = async (subscriberId: string): Promise<SubscriberFile | undefined> =>
    toSubscriberFile(await this.items(subscriberId));

  /** The topics that the subscriber follows, even if their profile was erased. The read is consistent. */
  readonly followedTopicIds = async (subscriberId: string): Promise<string[]> =>
    followedTopicIds(await this.items(subscriberId));

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
  readonly findOrCreate = async (candidate: Subscriber): Promise<Subscriber> => {
    const { heldBy, suppressed } = await this.addressItem(candidate.address);
    if (typeof heldBy === 'string') {
      const file = await this.file(heldBy);
      if (file) return file.subscriber;
    }
    const created = isSuppression(suppressed) ? { ...candidate, suppressed } : candidate;
    try {
      const TransactItems = createSubscriberWrites(this.table, created);
      await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
      return created;
    } catch (error) {
      if (!cancellationReasons(error)?.includes('ConditionalCheckFailed')) throw error;
      return await this.findOrCreate(candidate);
    }
  };

  /** Sets the hour and time zone of the subscriber's digests. `DigestPlans` moves those already planned. */
  readonly setSchedule = async (
    subscriberId: string,
    { hour, timeZone }: Pick<Subscriber, 'hour' | 'timeZone'>,
  ): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { subscriberId, item: PROFILE_ITEM },
        UpdateExpression: 'SET #hour = :hour, #timeZone = :timeZone',
        ConditionExpression: 'attribute_exists(subscriberId)',
        ExpressionAttributeNames: { '#hour': 'hour', '#timeZone': 'timeZone' },
        ExpressionAttributeValues: { ':hour': hour, ':timeZone': timeZone },
      }),
    );
  };

  /**
   * Erases the subscriber's profile and digests and releases their address. Their topics must be
   * unfollowed first. A suppression is kept under a hash of the address; otherwise the address could be
   * emailed again.
   */
  readonly erase = async (subscriber: Subscriber): Promise<void> => {
    const TransactItems = eraseSubscriberWrites(this.table, subscriber);
    try {
      await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
    } catch (error) {
      // An earlier run has erased the subscriber; somebody else may have the address now.
      if (!cancellationReasons(error)?.includes('ConditionalCheckFailed')) throw error;
    }
  };

  /**
   * A page of the subscribers who follow the topic at the frequency. `last` is the `startAfter` of the
   * next page; it is absent on the last page.
   */
  readonly followersOf = async (
    topicId: string,
    frequency: Frequency,
    startAfter?: string,
  ): Promise<{ subscriberIds: string[]; last?: string }> => {
    const { Items = [], LastEvaluatedKey } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'followers',
        KeyConditionExpression: startAfter
          ? 'followersOf = :topic AND subscriberId > :last'
          : 'followersOf = :topic',
        ExpressionAttributeValues: {
          ':topic': followersKey(topicId, frequency),
          ...(startAfter ? { ':last': startAfter } : {}),
        },
        Limit: FOLLOWERS_PER_PAGE,
      }),
    );
    const subscriberIds = Items.map((item) => String(item.subscriberId));
    const last = LastEvaluatedKey ? subscriberIds.at(-1) : undefined;
    return { subscriberIds, ...(last === undefined ? {} : { last }) };
  };

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

  /** Makes sure that the address is never emailed again. If it is suppressed already, its reason is kept. */
  readonly suppress = async (
    address: string,
    reason: SuppressionReason,
    at: string,
    why?: string,
  ): Promise<void> => {
    const { Attributes = {} } = await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: addressItemKey(address),
        UpdateExpression: 'SET suppressed = if_not_exists(suppressed, :suppressed)',
        ExpressionAttributeValues: {
          ':suppressed': { reason, at, ...(why === undefined ? {} : { why }) },
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const { heldBy, suppressed } = Attributes;
    if (typeof heldBy !== 'string') return;
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { subscriberId: heldBy, item: PROFILE_ITEM },
        UpdateExpression: 'SET suppressed = :suppressed',
        ConditionExpression: 'attribute_exists(subscriberId)',
        ExpressionAttributeValues: { ':suppressed': suppressed },
      }),
    );
  };

  /**
   * Lets the address be emailed again, and keeps why. Returns false if it was not suppressed.
   */
  readonly unsuppress = async (address: string, at: string, why: string): Promise<boolean> => {
    const { Attributes = {} } = await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: addressItemKey(address),
        UpdateExpression: 'SET unsuppressed = :unsuppressed REMOVE suppressed',
        ExpressionAttributeValues: { ':unsuppressed': { at, why } },
        ReturnValues: 'ALL_OLD',
      }),
    );
    const { heldBy, suppressed } = Attributes;
    // Even if the address was not suppressed: an earlier run may have ended between the two.
    if (typeof heldBy === 'string') {
      await updateConditionally(this.client, {
        TableName: this.table,
        Key: { subscriberId: heldBy, item: PROFILE_ITEM },
        UpdateExpression: 'REMOVE suppressed',
        ConditionExpression: 'attribute_exists(subscriberId)',
      });
    }
    return isSuppression(suppressed);
  };

  /**
   * Counts a temporary bounce, for example because the mailbox is full. The operator can see the
   * count.
   */
  readonly countSoftBounce = async (address: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: addressItemKey(address),
        UpdateExpression: 'ADD softBounces :one',
        ExpressionAttributeValues: { ':one': 1 },
      }),
    );
  };

  private async items(subscriberId: string): Promise<Item[]> {
    const items: Item[] = [];
    let startKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          KeyConditionExpression: 'subscriberId = :id',
          ExpressionAttributeValues: { ':id': subscriberId },
          ConsistentRead: true,
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      items.push(...Items);
      startKey = LastEvaluatedKey;
    } while (startKey);
    return items;
  }

  private async addressItem(address: string): Promise<Item> {
    const { Item: item = {} } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: addressItemKey(address), ConsistentRead: true }),
    );
    return item;
  }
}

function isSuppression(value: unknown): value is NonNullable<Subscriber['suppressed']> {
  return typeof value === 'object' && value !== null && 'reason' in value;
}
