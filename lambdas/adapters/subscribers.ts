import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Frequency } from '../domain/frequency';
import type { Subscriber, SubscriberFile, SuppressionReason } from '../domain/subscriber';
import { cancellationReasons, type Item, retryConflicts } from './dynamodb';
import { addressItemKey, followersKey, PROFILE_ITEM, toSubscriberFile } from './subscriber-items';
import { creating, erasing } from './subscriber-transactions';

/** What is known of an address, whether or not a subscriber has it now. */
export interface KnownAddress {
  subscriberId?: string;
  suppressed?: SuppressionReason;
  /** Bounces that passed, such as of a full mailbox. */
  softBounces?: number;
}

/** The Subscribers table: people, what they follow, and the addresses that must not be mailed. */
export class Subscribers {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** All that is held on the subscriber, as of now. */
  readonly file = async (subscriberId: string): Promise<SubscriberFile | undefined> => {
    const items: Item[] = [];
    let startKey: Item | undefined;
    do {
      const answer = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          KeyConditionExpression: 'subscriberId = :id',
          ExpressionAttributeValues: { ':id': subscriberId },
          ConsistentRead: true,
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      items.push(...(answer.Items ?? []));
      startKey = answer.LastEvaluatedKey;
    } while (startKey);
    return toSubscriberFile(items);
  };

  readonly findAddress = async (address: string): Promise<KnownAddress> => {
    const { heldBy, suppressed, softBounces } = await this.addressItem(address);
    return {
      ...(softBounces === undefined ? {} : { softBounces: Number(softBounces) }),
      ...(typeof heldBy === 'string' ? { subscriberId: heldBy } : {}),
      ...(isSuppression(suppressed) ? { suppressed: suppressed.reason } : {}),
    };
  };

  /**
   * The subscriber with this address, made if there is none. A transaction keeps the address one
   * person's, so of two requests at once one makes it and the other finds it. A suppression of the
   * address from before holds for whoever has it now.
   */
  readonly findOrCreate = async (wanted: Subscriber): Promise<Subscriber> => {
    const { heldBy, suppressed } = await this.addressItem(wanted.address);
    if (typeof heldBy === 'string') {
      const file = await this.file(heldBy);
      if (file) return file.subscriber;
    }
    const made = isSuppression(suppressed) ? { ...wanted, suppressed } : wanted;
    try {
      const TransactItems = creating(this.table, made);
      await retryConflicts(() => this.client.send(new TransactWriteCommand({ TransactItems })));
      return made;
    } catch (error) {
      if (!cancellationReasons(error)?.includes('ConditionalCheckFailed')) throw error;
      return await this.findOrCreate(wanted);
    }
  };

  /** Changes when the subscriber's digests come; the planned ones are moved by `DigestPlans`. */
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
   * Erases the person: profile, digests, and the hold on the address. Topics are unfollowed before.
   * A suppression stays, under a hash that does not tell whose it is, or the address would be mailed
   * again.
   */
  readonly erase = async (subscriber: Subscriber): Promise<void> => {
    const TransactItems = erasing(this.table, subscriber);
    try {
      await retryConflicts(() => this.client.send(new TransactWriteCommand({ TransactItems })));
    } catch (error) {
      // Erased before, as by a run that crashed after; the address may be another's by now.
      if (!cancellationReasons(error)?.includes('ConditionalCheckFailed')) throw error;
    }
  };

  /** A page of the subscribers who follow the topic at the frequency, in no order that matters. */
  readonly followersOf = async (
    topicId: string,
    frequency: Frequency,
    startAfter?: string,
  ): Promise<{ subscriberIds: string[]; last?: string }> => {
    const followersOf = followersKey(topicId, frequency);
    const answer = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'followers',
        KeyConditionExpression: startAfter
          ? 'followersOf = :topic AND subscriberId > :last'
          : 'followersOf = :topic',
        ExpressionAttributeValues: {
          ':topic': followersOf,
          ...(startAfter ? { ':last': startAfter } : {}),
        },
        Limit: 1_000,
      }),
    );
    const subscriberIds = (answer.Items ?? []).map((item) => String(item.subscriberId));
    const last = answer.LastEvaluatedKey ? subscriberIds.at(-1) : undefined;
    return { subscriberIds, ...(last === undefined ? {} : { last }) };
  };

  /** How many follow the topic at the frequency. */
  readonly countFollowers = async (topicId: string, frequency: Frequency): Promise<number> => {
    let count = 0;
    let startKey: Item | undefined;
    do {
      const answer = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: 'followers',
          KeyConditionExpression: 'followersOf = :topic',
          ExpressionAttributeValues: { ':topic': followersKey(topicId, frequency) },
          Select: 'COUNT',
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      count += answer.Count ?? 0;
      startKey = answer.LastEvaluatedKey;
    } while (startKey);
    return count;
  };

  /** Sees to it that the address is never mailed again; the first reason stays. */
  readonly suppress = async (
    address: string,
    reason: SuppressionReason,
    at: string,
  ): Promise<void> => {
    const answer = await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: addressItemKey(address),
        UpdateExpression: 'SET suppressed = if_not_exists(suppressed, :suppressed)',
        ExpressionAttributeValues: { ':suppressed': { reason, at } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const { heldBy, suppressed } = answer.Attributes ?? {};
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

  /** Counts a bounce that may pass (a full mailbox), for the operator to see. */
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

  private async addressItem(address: string): Promise<Item> {
    const answer = await this.client.send(
      new GetCommand({ TableName: this.table, Key: addressItemKey(address), ConsistentRead: true }),
    );
    return answer.Item ?? {};
  }
}

function isSuppression(value: unknown): value is NonNullable<Subscriber['suppressed']> {
  return typeof value === 'object' && value !== null && 'reason' in value;
}
