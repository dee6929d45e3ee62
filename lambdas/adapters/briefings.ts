import {
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { packBriefing } from '../domain/archive/pack-briefing';
import {
  type Briefing,
  type BriefingHeading,
  type Correction,
  type CorrectionRefusal,
  HEADING_FIELDS,
  type StoreOutcome,
} from '../domain/briefing';
import { mapConcurrently } from '../domain/map-concurrently';
import type { NewsletterIssue } from '../domain/newsletters/newsletter-issue';
import type { PublishEntriesDependencies } from '../use-cases/feeds/publish-entries';
import type { PublishBriefingsDependencies } from '../use-cases/publish-briefings';
import {
  type StoredBriefing,
  type StoredHeading,
  toBriefing,
  toBriefingFields,
  toHeading,
  toStoredHeading,
} from './briefing-items';
import {
  batchGet,
  cancellationReasons,
  deleteConditionally,
  type Item,
  retryOnConflict,
  updateConditionally,
} from './dynamodb';
import { shardOf } from './shards';
import { buildSetExpression } from './update-expression';

/** Reads the headings of briefings, each of at least a certain edition. */
export type HeadingReader = (
  briefingIds: string[],
  minEdition?: (briefingId: string) => number,
) => Promise<Map<string, StoredHeading>>;

type StoringTerms = Parameters<PublishBriefingsDependencies['storeBriefing']>[1];
type ConditionalUpdate = UpdateCommandInput & {
  UpdateExpression: string;
  ConditionExpression: string;
};
/** A deletion in another table, with its condition. */
export type ConditionalDeletion = DeleteCommandInput & { ConditionExpression: string };

/** Partition keys of the `unmatched` index. Several, so that a burst of writes has no hot partition. */
const UNMATCHED_SHARDS = ['0', '1', '2', '3'] as const;
const OPTIONAL_FIELDS = ['bodyHtml', 'newsletter', 'issueTexts', 'url', 'source'] as const;

/** A briefing with more packed words is read in full when it is searched. An item has at most 400 KB. */
const MAX_PACKED_BYTES = 32_000;

/** Enough for a digest, few enough for one connection pool. */
const MAX_CONCURRENT_HEADINGS = 25;

/** The Briefings table. */
export class Briefings {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * See {@link PublishBriefingsDependencies.storeBriefing}. Concurrent writes of the same briefing do
   * not overwrite each other: each one sees what the one before it stored.
   */
  readonly store = async (
    briefing: Briefing,
    how: StoringTerms,
  ): Promise<StoreOutcome | CorrectionRefusal> => {
    const { outcome, update } = await this.prepare(briefing, how);
    if (update === undefined) return outcome;
    const stored = await updateConditionally(this.client, update);
    return stored ? outcome : await this.store(briefing, how);
  };

  /**
   * As `store`, and deletes an item of another table, both or neither. `superseded`: the condition of the
   * deletion is not met, so that nothing was stored.
   */
  readonly storeAndDelete = async (
    briefing: Briefing,
    how: StoringTerms,
    deletion: ConditionalDeletion,
  ): Promise<StoreOutcome | CorrectionRefusal | 'superseded'> => {
    const { outcome, update } = await this.prepare(briefing, how);
    if (outcome === 'still-sending') return outcome;
    if (update === undefined) {
      return (await deleteConditionally(this.client, deletion)) ? outcome : 'superseded';
    }
    const TransactItems = [{ Update: update }, { Delete: deletion }];
    try {
      await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
      return outcome;
    } catch (error) {
      const [storing, deleting] = cancellationReasons(error) ?? [];
      if (deleting === 'ConditionalCheckFailed') return 'superseded';
      if (storing !== 'ConditionalCheckFailed') throw error;
      return this.storeAndDelete(briefing, how, deletion);
    }
  };

  /** See {@link PublishEntriesDependencies.storeBriefing}. */
  readonly storeEntry: PublishEntriesDependencies['storeBriefing'] = async (briefing, how) => {
    const existing = await this.find(briefing.briefingId);
    if (existing !== undefined && existing.feedId !== how.feedId) return 'published-elsewhere';
    if (existing?.contentHash === how.contentHash) return 'unchanged';
    const isNew = existing === undefined;
    const change = { ...how, isMatched: isNew && how.isNews, keepPublishedAt: true };
    const update = this.updateOf(briefing, existing, change);
    const stored = await updateConditionally(this.client, update);
    return stored ? (isNew ? 'published' : 'updated') : this.storeEntry(briefing, how);
  };

  /** The update that stores the briefing, and what it does; none if nothing has changed. */
  private async prepare(
    briefing: Briefing,
    how: StoringTerms,
  ): Promise<{ outcome: StoreOutcome | CorrectionRefusal; update?: ConditionalUpdate }> {
    const existing = await this.find(briefing.briefingId);
    if (existing?.contentHash === how.contentHash) return { outcome: 'unchanged' };
    const outcome = outcomeOf(existing, how);
    if (outcome === 'nothing-to-correct' || outcome === 'still-sending') return { outcome };
    const correction = outcome === 'corrected' ? correctionOf(existing, how.now) : undefined;
    const change = { ...how, isMatched: outcome !== 'updated', ...(correction && { correction }) };
    return { outcome, update: this.updateOf(briefing, existing, change) };
  }

  /** The update that stores the briefing. Its condition fails if another publisher changed it meanwhile. */
  private updateOf(
    briefing: Briefing,
    existing: Item | undefined,
    how: {
      contentHash: string;
      keepPublishedAt: boolean;
      now: string;
      /** Whether it gets a new edition, which is matched. */
      isMatched: boolean;
      /** Present if the new edition corrects another. */
      correction?: Correction;
      /** The feed that it belongs to. */
      feedId?: string;
    },
  ): ConditionalUpdate {
    const publishedAt =
      existing !== undefined && how.keepPublishedAt
        ? String(existing.publishedAt)
        : briefing.publishedAt;
    const { briefingId } = briefing;
    const fields = toBriefingFields(briefing);
    const words = packedWords(briefing);
    const set = buildSetExpression({
      ...fields,
      publishedAt,
      day: publishedAt.slice(0, 10),
      storedAt: how.now,
      contentHash: how.contentHash,
      ...(words === undefined ? {} : { words }),
      ...(how.feedId === undefined ? {} : { feedId: how.feedId }),
      ...(how.isMatched ? unmatchedAttributes(briefingId, how.now) : {}),
      correction: how.correction,
    });
    const absent = [
      ...OPTIONAL_FIELDS.filter((field) => fields[field] === undefined),
      ...(words === undefined ? ['words'] : []),
      // A new edition for everyone corrects nothing. An update leaves what the last edition was.
      ...(how.isMatched && how.correction === undefined ? ['correction'] : []),
    ];
    const clauses = [`SET ${set.assignments}`];
    const isNewEdition = how.isMatched || existing === undefined;
    if (isNewEdition) clauses.push('ADD edition :one');
    if (absent.length > 0) clauses.push(`REMOVE ${absent.map((field) => `#${field}`).join(', ')}`);
    return {
      TableName: this.table,
      Key: { briefingId },
      UpdateExpression: clauses.join(' '),
      // If another publisher changed the briefing after it was read, this one reads it again.
      ConditionExpression: existing
        ? 'contentHash = :previous'
        : 'attribute_not_exists(briefingId)',
      ExpressionAttributeNames: {
        ...set.names,
        ...Object.fromEntries(absent.map((field) => [`#${field}`, field])),
      },
      ExpressionAttributeValues: {
        ...set.values,
        ...(isNewEdition ? { ':one': 1 } : {}),
        ...(existing ? { ':previous': existing.contentHash } : {}),
      },
    };
  }

  /** The full briefing, as last published. */
  readonly get = async (briefingId: string): Promise<StoredBriefing | undefined> => {
    const item = await this.find(briefingId);
    return item && toBriefing(item);
  };

  /**
   * The headings of the briefings with these ids, by id. The read is consistent: an email is written
   * moments after its briefing was published, and a stale replica would make it look withdrawn.
   */
  readonly byIds = async (briefingIds: string[]): Promise<Map<string, StoredHeading>> => {
    const keys = [...new Set(briefingIds)].map((briefingId) => ({ briefingId }));
    const items = await batchGet(this.client, this.table, keys, {
      attributes: ['briefingId', 'edition', ...HEADING_FIELDS],
      consistent: true,
    });
    return new Map(items.map((item) => [String(item.briefingId), toStoredHeading(item)]));
  };

  /**
   * As `byIds`, for emails: a thousand alerts may read the same heading within a second. It is read from
   * an index without the bodies, for half a read unit instead of twenty. The index may show a heading as
   * it was a moment ago, but not of an edition before `minEdition`: what the index does not show yet is
   * read from the table, consistently.
   */
  readonly headings: HeadingReader = async (briefingIds, minEdition = () => 1) => {
    const ids = [...new Set(briefingIds)];
    const items = await mapConcurrently(ids, MAX_CONCURRENT_HEADINGS, (briefingId) =>
      this.indexedHeading(briefingId),
    );
    const headings = new Map(
      items
        .flatMap((item) => (item ? [toStoredHeading(item)] : []))
        .filter(({ briefingId, edition }) => edition >= minEdition(briefingId))
        .map((heading) => [heading.briefingId, heading]),
    );
    const missing = ids.filter((briefingId) => !headings.has(briefingId));
    if (missing.length === 0) return headings;
    return new Map([...headings, ...(await this.byIds(missing))]);
  };

  private async indexedHeading(briefingId: string): Promise<Item | undefined> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'headings',
        KeyConditionExpression: 'briefingId = :briefingId',
        ExpressionAttributeValues: { ':briefingId': briefingId },
      }),
    );
    return Items[0];
  }

  /** The full briefings with these ids, in no particular order. */
  async fullByIds(briefingIds: string[]): Promise<StoredBriefing[]> {
    const keys = [...new Set(briefingIds)].map((briefingId) => ({ briefingId }));
    return (await batchGet(this.client, this.table, keys)).map(toBriefing);
  }

  /** The text of a newsletter issue as last published; undefined for every other briefing. */
  readonly issueOf = async (briefingId: string): Promise<NewsletterIssue | undefined> => {
    const { newsletter, issue } = (await this.get(briefingId)) ?? {};
    return newsletter === undefined || issue === undefined
      ? undefined
      : { newsletter, document: issue };
  };

  /** The newest briefings of a day (`2026-01-31`, UTC), newest first. */
  async ofDay(day: string, limit: number): Promise<BriefingHeading[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'byDay',
        KeyConditionExpression: '#day = :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': day },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items.map(toHeading);
  }

  /**
   * The newest briefings of a day until `time` (ISO 8601): at least `limit` if there are as many, and all
   * others of the same moment as the last one.
   */
  async ofDayUntil(day: string, time: string, limit: number): Promise<BriefingHeading[]> {
    const headings: BriefingHeading[] = [];
    let startKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: 'byDay',
          KeyConditionExpression: '#day = :day AND publishedAt <= :time',
          ExpressionAttributeNames: { '#day': 'day' },
          ExpressionAttributeValues: { ':day': day, ':time': time },
          ScanIndexForward: false,
          Limit: 2 * limit,
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      headings.push(...Items.map(toHeading));
      startKey = LastEvaluatedKey;
      const last = headings[limit];
      if (last && headings.at(-1)?.publishedAt !== last.publishedAt) return headings;
    } while (startKey);
    return headings;
  }

  /**
   * Records that all matches and alert messages of the edition exist. Does nothing if there is a newer
   * edition, which is still to be matched.
   */
  readonly markMatched = async (briefingId: string, edition: number): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: { briefingId },
      UpdateExpression: 'REMOVE unmatchedSince, unmatchedShard',
      ConditionExpression: 'edition = :edition',
      ExpressionAttributeValues: { ':edition': edition },
    });
  };

  /** The ids of briefings that have been unmatched since before `time` (ISO 8601). */
  readonly unmatchedSince = async (time: string): Promise<string[]> => {
    const shards = await Promise.all(
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
    return shards.flatMap(({ Items = [] }) => Items.map((item) => String(item.briefingId)));
  };

  /** Writes an unmatched briefing again, so that the stream passes it to the match function again. */
  readonly retriggerMatch = async (briefingId: string, now: string): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: { briefingId },
      UpdateExpression: 'SET unmatchedSince = :now',
      ConditionExpression: 'attribute_exists(unmatchedSince)',
      ExpressionAttributeValues: { ':now': now },
    });
  };

  private async find(briefingId: string): Promise<Item | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { briefingId }, ConsistentRead: true }),
    );
    return Item;
  }
}

function outcomeOf(
  existing: Item | undefined,
  { notify }: StoringTerms,
): StoreOutcome | CorrectionRefusal {
  if (notify !== 'correction') {
    if (existing === undefined) return 'published';
    return notify ? 'alerted' : 'updated';
  }
  if (existing === undefined) return 'nothing-to-correct';
  // Until then nobody has got it, and the mark of a correction would keep it from being matched.
  return existing.unmatchedSince === undefined ? 'corrected' : 'still-sending';
}

/** A correction of a correction corrects the same edition. */
function correctionOf(existing: Item | undefined, now: string): Correction {
  const former = existing?.correction as Correction | undefined;
  return { of: former?.of ?? Number(existing?.edition), at: now };
}

function packedWords(briefing: Briefing): Uint8Array | undefined {
  const words = packBriefing(briefing);
  return words.length <= MAX_PACKED_BYTES ? words : undefined;
}

function unmatchedAttributes(briefingId: string, now: string) {
  return { unmatchedSince: now, unmatchedShard: shardOf(briefingId, UNMATCHED_SHARDS) };
}
