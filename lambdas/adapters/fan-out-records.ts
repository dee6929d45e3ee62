import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type AlertRequest, deliveryIdOf, fanOutRecordId } from '../domain/delivery';
import { DELIVERY_RETENTION_DAYS } from '../domain/delivery-retention';
import {
  FAN_OUT_PASSES,
  type FanOut,
  type FanOutCursor,
  type FanOutPass,
  type FanOutRequest,
  type NewFanOut,
} from '../domain/fan-out-request';
import { batchGet, type Item, updateConditionally, updateOrFind } from './dynamodb';
import { ledgerShardOf } from './ledger-shards';

/** How long (ms) after the last progress `recover` queues a part again whose messages were lost. */
const LOST_AFTER_MS = 15 * 60_000;
/** Most briefings have one part. */
const PARTS_PER_READ = 10;
const RETENTION_SECONDS = DELIVERY_RETENTION_DAYS * 24 * 3600;

/** `waiting` has the meaning that it has for deliveries, so that `recover` queues the part. */
type Status = 'waiting' | 'finished';

const itemSchema = z.object({
  status: z.enum(['waiting', 'finished']),
  topicIds: z.array(z.string()),
  firstMatchedAt: z.string(),
  matchedAt: z.string(),
  pass: z.literal(FAN_OUT_PASSES),
  dueAt: z.string(),
  corrects: z.exactOptional(z.number()),
  cursor: z.exactOptional(z.object({ query: z.number(), after: z.exactOptional(z.string()) })),
});

/** The key of a part. */
export type FanOutKey = Pick<FanOutRequest, 'briefingId' | 'edition' | 'index'>;

/**
 * The matched topics of each edition of a briefing whose followers get alerts, in the ledger, in parts.
 * They are unfinished entries, like deliveries that wait, until the alerts of all followers exist.
 */
export class FanOutRecords {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * The number of parts of the edition. Undefined until `complete` has stored the last one, at which
   * point all matches are recorded. The read is consistent.
   */
  readonly count = async (briefingId: string, edition: number): Promise<number | undefined> => {
    const item = await this.item({ briefingId, edition, index: 0 });
    return item && Number(item.parts);
  };

  /**
   * The topics of all parts of the edition, sorted. None until the last part is stored. The reads are
   * consistent.
   */
  readonly topicIds = async (briefingId: string, edition: number): Promise<string[]> => {
    const topicIds: string[] = [];
    for (let first = 0; ; first += PARTS_PER_READ) {
      const keys = Array.from({ length: PARTS_PER_READ }, (_, index) => ({
        deliveryId: fanOutRecordId(briefingId, edition, first + index),
      }));
      const items = await batchGet(this.client, this.table, keys, { consistent: true });
      if (first === 0 && !items.some(({ parts }) => parts !== undefined)) return [];
      topicIds.push(...items.flatMap((item) => itemSchema.parse(item).topicIds));
      if (items.length < PARTS_PER_READ) return topicIds.sort();
    }
  };

  /**
   * Stores a further part at `index`, or at the next number that is free if another run has stored
   * other topics there, and returns the number. `now` is ISO 8601.
   */
  readonly add = async (part: NewFanOut, index: number, now: string): Promise<number> => {
    for (let free = index; ; free += 1) {
      if (await this.store(part, free, now)) return free;
    }
  };

  /**
   * Stores the last part, which has the number 0 and the number of all `parts`. If another run was first
   * and its part has other topics, this one is stored as a further part. Returns the number of parts.
   */
  readonly complete = async (part: NewFanOut, parts: number, now: string): Promise<number> => {
    if (await this.store(part, 0, now, { parts })) return parts;
    return Math.max(parts, (await this.add(part, parts, now)) + 1);
  };

  /** The part, unless all its passes are finished. The read is consistent. */
  readonly find = async (key: FanOutKey): Promise<FanOut | undefined> => {
    const item = await this.item(key);
    if (item === undefined) return undefined;
    const { status, ...part } = itemSchema.parse(item);
    const { briefingId, edition, index } = key;
    return status === 'waiting' ? { briefingId, edition, index, ...part } : undefined;
  };

  /**
   * Saves how far the pass has come, and adds to the number of alerts that were queued. False if another
   * run has finished the pass.
   */
  readonly saveCursor = (
    key: FanOutKey,
    pass: FanOutPass,
    { cursor, queued, now }: { cursor: FanOutCursor; queued: number; now: string },
  ): Promise<boolean> =>
    this.update(key, pass, {
      UpdateExpression: 'SET #cursor = :cursor, checkAt = :checkAt ADD queued :queued',
      values: { ':cursor': cursor, ':checkAt': later(now, LOST_AFTER_MS), ':queued': queued },
    });

  /**
   * Starts the next pass `delayMs` from now. If `isQueued`, a message for it is queued, and `recover`
   * looks at the part only if that is lost; otherwise `recover` queues it. False if another run has
   * finished the pass.
   */
  readonly startPass = (
    key: FanOutKey,
    next: Exclude<FanOutPass, 1>,
    details: { delayMs: number; isQueued: boolean; queued: number; now: string },
  ): Promise<boolean> => {
    const { delayMs, isQueued, queued, now } = details;
    const previous: FanOutPass = next === 2 ? 1 : 2;
    const checkAt = later(now, isQueued ? delayMs + LOST_AFTER_MS : delayMs);
    return this.update(key, previous, {
      UpdateExpression: `SET #pass = :next, dueAt = :dueAt, checkAt = :checkAt ADD queued :queued
        REMOVE #cursor, requeues`,
      values: {
        ':next': next,
        ':dueAt': later(now, delayMs),
        ':checkAt': checkAt,
        ':queued': queued,
      },
    });
  };

  /** Lets `recover` queue the pass again after `delayMs`. */
  readonly postpone = (
    key: FanOutKey,
    pass: FanOutPass,
    { delayMs, now }: { delayMs: number; now: string },
  ): Promise<boolean> =>
    this.update(key, pass, {
      UpdateExpression: 'SET dueAt = :dueAt, checkAt = :dueAt REMOVE requeues',
      values: { ':dueAt': later(now, delayMs) },
    });

  /** Records that the last pass is finished. `recover` does not look at the part any more. */
  readonly finish = (
    key: FanOutKey,
    pass: FanOutPass,
    { queued, now }: { queued: number; now: string },
  ): Promise<boolean> =>
    this.update(key, pass, {
      UpdateExpression: `SET #status = :finished, finishedAt = :now ADD queued :queued
        REMOVE unfinishedShard, checkAt, #cursor, requeues`,
      values: { ':finished': 'finished' satisfies Status, ':now': now, ':queued': queued },
    });

  /** Those of the alerts that the ledger does not know. */
  readonly withoutDelivery = async (alerts: AlertRequest[]): Promise<AlertRequest[]> => {
    const keys = alerts.map((alert) => ({ deliveryId: deliveryIdOf(alert) }));
    const items = await batchGet(this.client, this.table, keys, { attributes: ['deliveryId'] });
    const known = new Set(items.map(({ deliveryId }) => String(deliveryId)));
    return alerts.filter((alert) => !known.has(deliveryIdOf(alert)));
  };

  /** False if there are other topics in this part already. */
  private async store(
    { briefingId, edition, topicIds, firstMatchedAt, matchedAt, corrects }: NewFanOut,
    index: number,
    now: string,
    { parts }: { parts?: number } = {},
  ): Promise<boolean> {
    const deliveryId = fanOutRecordId(briefingId, edition, index);
    const request: FanOutRequest = { kind: 'fan-out', briefingId, edition, index };
    // The last part may be empty. It is stored because it says how many parts there are.
    const isUnfinished = topicIds.length > 0 || corrects !== undefined;
    const existing = await updateOrFind(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: `SET kind = :kind, #status = :status, topicIds = :topicIds,
        firstMatchedAt = :firstMatchedAt, matchedAt = :matchedAt, #request = :request, #pass = :one,
        dueAt = :now, expiresAt = :expiresAt${parts === undefined ? '' : ', parts = :parts'}
        ${corrects === undefined ? '' : ', corrects = :corrects'}
        ${isUnfinished ? ', unfinishedShard = :shard, checkAt = :checkAt' : ''}`,
      ConditionExpression: 'attribute_not_exists(deliveryId)',
      ExpressionAttributeNames: { '#status': 'status', '#request': 'request', '#pass': 'pass' },
      ExpressionAttributeValues: {
        ':kind': request.kind,
        ':status': (isUnfinished ? 'waiting' : 'finished') satisfies Status,
        ':topicIds': topicIds,
        ':firstMatchedAt': firstMatchedAt,
        ':matchedAt': matchedAt,
        ':request': JSON.stringify(request),
        ':one': 1,
        ':now': now,
        ':expiresAt': Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS,
        ...(parts === undefined ? {} : { ':parts': parts }),
        ...(corrects === undefined ? {} : { ':corrects': corrects }),
        ...(isUnfinished
          ? { ':shard': ledgerShardOf(deliveryId), ':checkAt': later(now, LOST_AFTER_MS) }
          : {}),
      },
    });
    return existing === undefined || sameTopics(existing.topicIds, topicIds);
  }

  /** Changes a part during the pass. False if the pass is over. */
  private update(
    { briefingId, edition, index }: FanOutKey,
    pass: FanOutPass,
    { UpdateExpression, values }: { UpdateExpression: string; values: Item },
  ): Promise<boolean> {
    const isUsed = (name: string) => UpdateExpression.includes(name);
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId: fanOutRecordId(briefingId, edition, index) },
      UpdateExpression,
      ConditionExpression: '#pass = :pass AND #status = :waiting',
      ExpressionAttributeNames: {
        '#pass': 'pass',
        '#status': 'status',
        ...(isUsed('#cursor') ? { '#cursor': 'cursor' } : {}),
      },
      ExpressionAttributeValues: {
        ...values,
        ':pass': pass,
        ':waiting': 'waiting' satisfies Status,
      },
    });
  }

  private async item({ briefingId, edition, index }: FanOutKey): Promise<Item | undefined> {
    const { Item: item } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { deliveryId: fanOutRecordId(briefingId, edition, index) },
        ConsistentRead: true,
      }),
    );
    return item;
  }
}

function sameTopics(stored: unknown, topicIds: string[]): boolean {
  return Array.isArray(stored) && stored.join(' ') === topicIds.join(' ');
}

function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
