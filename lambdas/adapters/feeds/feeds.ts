import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import type { EntryRecord } from '../../domain/feeds/entry-record';
import type { Feed } from '../../domain/feeds/feed';
import type { DueFeed } from '../../domain/feeds/poll-request';
import { type Item, isConditionFailure } from '../dynamodb';
import { DUE_SHARDS, ENTRIES_ITEM, FEED_ITEM, toFeed, toFeedItem } from './feed-items';

/** The Feeds table: one partition per feed. */
export class Feeds {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  readonly find = async (feedId: string): Promise<Feed | undefined> => {
    const { Item: item } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { feedId, item: FEED_ITEM },
        ConsistentRead: true,
      }),
    );
    return item && toFeed(item);
  };

  /** All feeds, the first added first. Reads the whole table: for operators only. */
  readonly list = async (): Promise<Feed[]> => {
    const feeds: Feed[] = [];
    let startKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client.send(
        new ScanCommand({
          TableName: this.table,
          FilterExpression: '#item = :feed',
          ExpressionAttributeNames: { '#item': 'item' },
          ExpressionAttributeValues: { ':feed': FEED_ITEM },
          ConsistentRead: true,
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      feeds.push(...Items.map(toFeed));
      startKey = LastEvaluatedKey;
    } while (startKey);
    return feeds.sort((a, b) => a.addedAt.localeCompare(b.addedAt) || a.url.localeCompare(b.url));
  };

  /** Adds the feed, or changes one whose last state is `before`. Returns false if it has changed since. */
  readonly save = async (feed: Feed, before: Feed | undefined): Promise<boolean> => {
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: toFeedItem(feed),
          ...unchangedSince(before),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };

  /** Removes the feed and what is remembered of its entries. Its briefings stay. */
  readonly remove = async (feedId: string): Promise<void> => {
    // The feed first: a poll that is under way finds it gone, and plans no other.
    for (const item of [FEED_ITEM, ENTRIES_ITEM]) {
      await this.client.send(new DeleteCommand({ TableName: this.table, Key: { feedId, item } }));
    }
  };

  /** The feeds that became due between two times (ISO 8601): up to `limit` of each shard, the first due first. */
  readonly due = async (from: string, until: string, limit: number): Promise<DueFeed[]> => {
    const shards = await Promise.all(
      DUE_SHARDS.map((shard) => this.dueOfShard(shard, { from, until, limit })),
    );
    return shards.flat();
  };

  private async dueOfShard(
    shard: string,
    { from, until, limit }: { from: string; until: string; limit: number },
  ): Promise<DueFeed[]> {
    const due: DueFeed[] = [];
    let startKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: 'due',
          KeyConditionExpression: 'dueShard = :shard AND dueAt BETWEEN :from AND :until',
          // DynamoDB refuses an empty key.
          ExpressionAttributeValues: { ':shard': shard, ':from': from || '0', ':until': until },
          Limit: limit - due.length,
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      due.push(
        ...Items.map(({ feedId, dueAt }) => ({ feedId: String(feedId), dueAt: String(dueAt) })),
      );
      startKey = LastEvaluatedKey;
    } while (startKey && due.length < limit);
    return due;
  }

  readonly readRecords = async (feedId: string): Promise<EntryRecord[]> => {
    const { Item: item } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { feedId, item: ENTRIES_ITEM },
        ConsistentRead: true,
      }),
    );
    return item ? (item.records as EntryRecord[]) : [];
  };

  readonly saveRecords = async (feedId: string, records: EntryRecord[]): Promise<void> => {
    await this.client.send(
      new PutCommand({ TableName: this.table, Item: { feedId, item: ENTRIES_ITEM, records } }),
    );
  };
}

/** A feed changes only with its polls, each of which moves when it is due, and by operators. */
function unchangedSince(before: Feed | undefined): Item & { ConditionExpression: string } {
  if (before === undefined) return { ConditionExpression: 'attribute_not_exists(feedId)' };
  if (before.dueAt === undefined) {
    return { ConditionExpression: 'attribute_exists(feedId) AND attribute_not_exists(dueAt)' };
  }
  return {
    ConditionExpression: 'dueAt = :dueAt',
    ExpressionAttributeValues: { ':dueAt': before.dueAt },
  };
}
