import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Briefing, BriefingHeading } from '../domain/briefing';
import type { PublishBriefingsDependencies } from '../use-cases/publish-briefings';
import { batchGet, type Item, updateIf } from './dynamodb';
import { shardOf } from './shards';
import { assignments } from './update-expression';

/** A briefing as it lies in the table. */
export interface StoredBriefing extends Briefing {
  /** 1 when first published; one more each time that followers are told anew. */
  edition: number;
}

/** Writes of one moment are spread over these, so that no index key takes them all. */
const UNMATCHED_SHARDS = ['0', '1', '2', '3'] as const;
const OPTIONAL_FIELDS = ['bodyHtml', 'url', 'source'] as const;

/** The Briefings table. */
export class Briefings {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** See {@link PublishBriefingsDependencies.storeBriefing}; two publishers of one id at once are told apart. */
  readonly store: PublishBriefingsDependencies['storeBriefing'] = async (briefing, how) => {
    const existing = await this.find(briefing.briefingId);
    if (existing?.contentHash === how.contentHash) return 'unchanged';
    const outcome = existing === undefined ? 'published' : how.notify ? 'alerted' : 'updated';
    const publishedAt =
      existing !== undefined && how.keepPublishedAt
        ? String(existing.publishedAt)
        : briefing.publishedAt;
    const { briefingId, ...fields } = briefing;
    const set = assignments({
      ...fields,
      publishedAt,
      day: publishedAt.slice(0, 10),
      contentHash: how.contentHash,
      ...(outcome === 'updated' ? {} : unmatchedAttributes(briefingId, how.now)),
    });
    const absent = OPTIONAL_FIELDS.filter((field) => briefing[field] === undefined);
    const clauses = [`SET ${set.clauses}`];
    if (outcome !== 'updated') clauses.push('ADD edition :one');
    if (absent.length > 0) clauses.push(`REMOVE ${absent.map((field) => `#${field}`).join(', ')}`);
    const stored = await updateIf(this.client, {
      TableName: this.table,
      Key: { briefingId },
      UpdateExpression: clauses.join(' '),
      // Whoever read the same state and wrote first wins; the other looks again.
      ConditionExpression: existing
        ? 'contentHash = :previous'
        : 'attribute_not_exists(briefingId)',
      ExpressionAttributeNames: {
        ...set.names,
        ...Object.fromEntries(absent.map((field) => [`#${field}`, field])),
      },
      ExpressionAttributeValues: {
        ...set.values,
        ...(outcome === 'updated' ? {} : { ':one': 1 }),
        ...(existing ? { ':previous': existing.contentHash } : {}),
      },
    });
    return stored ? outcome : await this.store(briefing, how);
  };

  /** The briefing whole, as last published. */
  readonly get = async (briefingId: string): Promise<StoredBriefing | undefined> => {
    const item = await this.find(briefingId);
    return item && toBriefing(item);
  };

  /**
   * The briefings under these ids, by id, as of now: a mail is written moments after its briefing
   * was published, and a replica that lags behind would make it look withdrawn.
   */
  readonly byIds = async (briefingIds: string[]): Promise<Map<string, BriefingHeading>> => {
    const keys = [...new Set(briefingIds)].map((briefingId) => ({ briefingId }));
    const attributes = [
      'briefingId',
      'title',
      'summary',
      'url',
      'source',
      'language',
      'publishedAt',
    ];
    const items = await batchGet(this.client, this.table, keys, { attributes, consistent: true });
    return new Map(items.map((item) => [String(item.briefingId), toHeading(item)]));
  };

  /** The briefings under these ids whole, in no order. */
  async fullByIds(briefingIds: string[]): Promise<StoredBriefing[]> {
    const keys = [...new Set(briefingIds)].map((briefingId) => ({ briefingId }));
    return (await batchGet(this.client, this.table, keys)).map(toBriefing);
  }

  /** The newest briefings of the day (`2026-01-31`, UTC), newest first. */
  async ofDay(day: string, most: number): Promise<BriefingHeading[]> {
    const answer = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'byDay',
        KeyConditionExpression: '#day = :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': day },
        ScanIndexForward: false,
        Limit: most,
      }),
    );
    return (answer.Items ?? []).map(toHeading);
  }

  /** Notes that the edition's matches and alert messages all exist; a newer edition keeps waiting. */
  readonly markMatched = async (briefingId: string, edition: number): Promise<void> => {
    await updateIf(this.client, {
      TableName: this.table,
      Key: { briefingId },
      UpdateExpression: 'REMOVE unmatchedSince, unmatchedShard',
      ConditionExpression: 'edition = :edition',
      ExpressionAttributeValues: { ':edition': edition },
    });
  };

  /** The ids of briefings that have waited to be matched since before `time` (ISO 8601). */
  readonly unmatchedSince = async (time: string): Promise<string[]> => {
    const answers = await Promise.all(
      UNMATCHED_SHARDS.map((shard) =>
        this.client.send(
          new QueryCommand({
            TableName: this.table,
            IndexName: 'unmatched',
            KeyConditionExpression: 'unmatchedShard = :shard AND unmatchedSince < :time',
            ExpressionAttributeValues: { ':shard': shard, ':time': time },
          }),
        ),
      ),
    );
    return answers.flatMap(({ Items = [] }) => Items.map((item) => String(item.briefingId)));
  };

  /** Sends a waiting briefing through the stream once more. */
  readonly retriggerMatch = async (briefingId: string, now: string): Promise<void> => {
    await updateIf(this.client, {
      TableName: this.table,
      Key: { briefingId },
      UpdateExpression: 'SET unmatchedSince = :now',
      ConditionExpression: 'attribute_exists(unmatchedSince)',
      ExpressionAttributeValues: { ':now': now },
    });
  };

  private async find(briefingId: string): Promise<Item | undefined> {
    const answer = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { briefingId }, ConsistentRead: true }),
    );
    return answer.Item;
  }
}

/** Reads an item of the table or of its stream. */
export function toBriefing(item: Item): StoredBriefing {
  const { bodyHtml } = item;
  return {
    ...toHeading(item),
    body: String(item.body ?? ''),
    ...(typeof bodyHtml === 'string' ? { bodyHtml } : {}),
    tags: Array.isArray(item.tags) ? item.tags.map(String) : [],
    edition: Number(item.edition),
  };
}

function toHeading(item: Item): BriefingHeading {
  const { url, source } = item;
  return {
    briefingId: String(item.briefingId),
    title: String(item.title),
    summary: String(item.summary ?? ''),
    ...(typeof url === 'string' ? { url } : {}),
    ...(typeof source === 'string' ? { source } : {}),
    language: String(item.language),
    publishedAt: String(item.publishedAt),
  };
}

function unmatchedAttributes(briefingId: string, now: string) {
  return { unmatchedSince: now, unmatchedShard: shardOf(briefingId, UNMATCHED_SHARDS) };
}
