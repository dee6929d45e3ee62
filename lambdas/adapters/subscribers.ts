import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { addressKey } from '../domain/address';
import { DIGEST_FREQUENCIES, type Frequency } from '../domain/frequency';
import type { Subscriber, SubscriberFile, SuppressionReason } from '../domain/subscriber';
import { cancellationReasons, type Item, retryConflicts } from './dynamodb';
import {
  ADDRESS_ITEM,
  addressPartition,
  digestItem,
  followersKey,
  PROFILE_ITEM,
  toSubscriberFile,
} from './subscriber-items';

/** What is known of an address, whether or not a subscriber has it now. */
export interface KnownAddress {
  subscriberId?: string;
  suppressed?: SuppressionReason;
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

  readonly knownAddress = async (address: string): Promise<KnownAddress> => {
    const answer = await this.client.send(
      new GetCommand({ TableName: this.table, Key: addressItemKey(address), ConsistentRead: true }),
    );
    const { heldBy, suppressed } = answer.Item ?? {};
    return {
      ...(typeof heldBy === 'string' ? { subscriberId: heldBy } : {}),
      ...(isSuppression(suppressed) ? { suppressed: suppressed.reason } : {}),
    };
  };

  /**
   * The subscriber with this address, made if there is none. A transaction keeps the address one
   * person's, so of two requests at once one makes it and the other finds it.
   */
  readonly findOrCreate = async (wanted: Subscriber): Promise<Subscriber> => {
    const { subscriberId } = await this.knownAddress(wanted.address);
    if (subscriberId !== undefined) {
      const file = await this.file(subscriberId);
      if (file) return file.subscriber;
    }
    try {
      await retryConflicts(() => this.create(wanted));
      return wanted;
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
  readonly erase = async ({ subscriberId, address }: Subscriber): Promise<void> => {
    const items = [PROFILE_ITEM, ...DIGEST_FREQUENCIES.map(digestItem)];
    await retryConflicts(() =>
      this.client.send(
        new TransactWriteCommand({
          TransactItems: [
            ...items.map((item) => ({
              Delete: { TableName: this.table, Key: { subscriberId, item } },
            })),
            {
              Update: {
                TableName: this.table,
                Key: addressItemKey(address),
                UpdateExpression: 'REMOVE heldBy, softBounces',
              },
            },
          ],
        }),
      ),
    );
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

  private async create(subscriber: Subscriber): Promise<void> {
    const { subscriberId, ...profile } = subscriber;
    const key = addressItemKey(subscriber.address);
    await this.client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Update: {
              TableName: this.table,
              Key: key,
              UpdateExpression: 'SET heldBy = :id',
              ConditionExpression: 'attribute_not_exists(heldBy)',
              ExpressionAttributeValues: { ':id': subscriberId },
            },
          },
          {
            Put: {
              TableName: this.table,
              Item: { subscriberId, item: PROFILE_ITEM, ...profile },
              ConditionExpression: 'attribute_not_exists(subscriberId)',
            },
          },
        ],
      }),
    );
  }
}

function addressItemKey(address: string) {
  return { subscriberId: addressPartition(addressKey(address)), item: ADDRESS_ITEM };
}

function isSuppression(value: unknown): value is { reason: SuppressionReason } {
  return typeof value === 'object' && value !== null && 'reason' in value;
}
