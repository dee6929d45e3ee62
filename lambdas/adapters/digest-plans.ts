import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DigestProgress } from '../domain/delivery-progress';
import type { RescheduledDigest } from '../domain/digest-schedule';
import {
  DUE_SHARDS,
  type DueDigestsRequest,
  type DueShard,
  type DueWindow,
} from '../domain/due-digests';
import type { DigestFrequency, Frequency } from '../domain/frequency';
import type { DueDigestsPage } from '../use-cases/queue-due-digests';
import { type Item, updateConditionally } from './dynamodb';
import type { RoundEnding } from './round-ending';
import { ALERTS_ITEM, digestItem } from './subscriber-items';

/** The item of the Subscribers table that says until when due digests were requested. */
const QUEUED_UNTIL_ITEM = { subscriberId: 'due-digests', item: 'queued-until' };

/** Digests per page: 100 batches of SQS, and some hundred kilobytes of memory. */
const PAGE_SIZE = 1_000;

/** The items of the Subscribers table that say when each subscriber's digests are due. */
export class DigestPlans {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** The first page of the digests that are due in a shard and a window, in the order of their due times. */
  readonly dueDigests = async (request: DueDigestsRequest): Promise<DueDigestsPage> => {
    const { shard, startAfter } = request;
    const answer = await this.client.send(
      new QueryCommand({
        ...this.dueQuery(shard, request),
        Limit: PAGE_SIZE,
        ...(startAfter ? { ExclusiveStartKey: startKey(shard, startAfter) } : {}),
      }),
    );
    const digests = (answer.Items ?? []).map((item) => ({
      subscriberId: String(item.subscriberId),
      frequency: item.frequency as Frequency,
      round: Number(item.round),
      dueAt: String(item.dueAt),
    }));
    const last = digests.at(-1);
    return answer.LastEvaluatedKey && last ? { digests, last } : { digests };
  };

  /** The shards in which at least one digest is due within the window. */
  readonly shardsWithDue = async (window: DueWindow): Promise<DueShard[]> => {
    const counts = await Promise.all(
      DUE_SHARDS.map((shard) =>
        this.client.send(
          new QueryCommand({ ...this.dueQuery(shard, window), Select: 'COUNT', Limit: 1 }),
        ),
      ),
    );
    return DUE_SHARDS.filter((_, index) => (counts[index]?.Count ?? 0) > 0);
  };

  /** The number of digests due at or before `time` (ISO 8601). */
  readonly countDueBy = async (time: string): Promise<number> => {
    const counts = await Promise.all(DUE_SHARDS.map((shard) => this.countInShard(shard, time)));
    return counts.reduce((sum, count) => sum + count, 0);
  };

  /** The end of the last window whose digests were requested (ISO 8601). Undefined before the first run. */
  readonly queuedUntil = async (): Promise<string | undefined> => {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: QUEUED_UNTIL_ITEM, ConsistentRead: true }),
    );
    return Item && String(Item.queuedUntil);
  };

  /** Changes nothing if another run has moved it from `before` meanwhile. */
  readonly moveQueuedUntil = async (before: string | undefined, until: string): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: QUEUED_UNTIL_ITEM,
      UpdateExpression: 'SET queuedUntil = :until',
      ConditionExpression:
        before === undefined ? 'attribute_not_exists(queuedUntil)' : 'queuedUntil = :before',
      ExpressionAttributeValues: {
        ':until': until,
        ...(before === undefined ? {} : { ':before': before }),
      },
    });
  };

  /**
   * Moves the next digest to another time, because the subscriber chose another hour or time zone.
   * Does not move it if it is due before `earliest` or not planned. A digest that is being sent finds
   * by `reschedules` that the next one is due at `rescheduledTo`. Times are ISO 8601.
   */
  readonly reschedule = async (
    subscriberId: string,
    frequency: DigestFrequency,
    { dueAt, earliest }: RescheduledDigest,
  ): Promise<void> => {
    const isMoved = await this.change(subscriberId, frequency, {
      UpdateExpression: 'SET dueAt = :dueAt, rescheduledTo = :dueAt ADD reschedules :one',
      ConditionExpression: 'dueAt >= :earliest',
      ExpressionAttributeValues: { ':dueAt': dueAt, ':earliest': earliest, ':one': 1 },
    });
    if (isMoved) return;
    await this.change(subscriberId, frequency, {
      UpdateExpression: 'SET rescheduledTo = :dueAt ADD reschedules :one',
      ConditionExpression: 'attribute_exists(round)',
      ExpressionAttributeValues: { ':dueAt': dueAt, ':one': 1 },
    });
  };

  /** The updates that may end the round; see `Rounds`. The schedule may have changed since the digest was prepared. */
  endingsOf(progress: DigestProgress): RoundEnding[] {
    const advance = this.createAdvanceUpdate(progress);
    return progress.nextDueAt === undefined
      ? [advance]
      : [advance, this.createRescheduledUpdate(progress)];
  }

  /**
   * The update that ends a round. It fails if the hour or time
   * zone changed since the digest was prepared: then `createRescheduledUpdate` ends the round. If the
   * subscriber no longer follows any topic at this frequency, the digest is removed from the `due` index.
   * If they followed one meanwhile, `follows` differs and the update fails: the digest stays due, and the
   * next run of the schedule tries again.
   */
  private createAdvanceUpdate(progress: DigestProgress) {
    const { round, nextDueAt, follows, reschedules } = progress;
    if (nextDueAt === undefined) {
      return this.endRound(progress, {
        dueAt: ' REMOVE dueAt, dueShard',
        condition: 'round = :round AND follows = :follows',
        values: { ':round': round, ':follows': follows },
      });
    }
    const isScheduleUnchanged =
      reschedules === 0
        ? '(attribute_not_exists(reschedules) OR reschedules = :reschedules)'
        : 'reschedules = :reschedules';
    return this.endRound(progress, {
      dueAt: ', dueAt = :dueAt',
      condition: `round = :round AND ${isScheduleUnchanged}`,
      values: { ':round': round, ':dueAt': nextDueAt, ':reschedules': reschedules },
    });
  }

  /**
   * The update that ends a round if the hour or time zone changed since the digest was prepared. The next
   * digest is due by the new schedule.
   */
  private createRescheduledUpdate(progress: DigestProgress) {
    const { round, reschedules } = progress;
    return this.endRound(progress, {
      dueAt: ', dueAt = rescheduledTo',
      condition: 'round = :round AND reschedules > :reschedules',
      values: { ':round': round, ':reschedules': reschedules },
    });
  }

  private endRound(
    { subscriberId, frequency, round, next, preparedAt }: DigestProgress,
    { dueAt, condition, values }: { dueAt: string; condition: string; values: Item },
  ) {
    return {
      TableName: this.table,
      Key: { subscriberId, item: digestItem(frequency) },
      UpdateExpression: `SET settledUntil = :settled, listed = :listed, round = :next,
        preparedAt = :preparedAt${dueAt}`,
      ConditionExpression: condition,
      ExpressionAttributeValues: {
        ...values,
        ':settled': next.settledUntil,
        ':listed': next.listed,
        ':next': round + 1,
        ':preparedAt': preparedAt,
      },
    };
  }

  private async countInShard(shard: string, time: string): Promise<number> {
    let count = 0;
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const answer = await this.client.send(
        new QueryCommand({
          ...this.dueQuery(shard, { from: '', to: time }),
          Select: 'COUNT',
          ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
        }),
      );
      count += answer.Count ?? 0;
      ExclusiveStartKey = answer.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return count;
  }

  private dueQuery(shard: string, { from, to }: DueWindow) {
    // DynamoDB refuses an empty text as a key, so a window without a start has its own condition.
    const condition = from === '' ? 'dueAt <= :to' : 'dueAt BETWEEN :from AND :to';
    return {
      TableName: this.table,
      IndexName: 'due',
      KeyConditionExpression: `dueShard = :shard AND ${condition}`,
      ExpressionAttributeValues: {
        ':shard': shard,
        ':to': to,
        ...(from === '' ? {} : { ':from': from }),
      },
    };
  }

  private async change(
    subscriberId: string,
    frequency: DigestFrequency,
    update: {
      UpdateExpression: string;
      ConditionExpression: string;
      ExpressionAttributeValues: Record<string, unknown>;
    },
  ): Promise<boolean> {
    const Key = { subscriberId, item: digestItem(frequency) };
    return updateConditionally(this.client, { TableName: this.table, Key, ...update });
  }
}

/** The position of a digest in the `due` index. */
function startKey(shard: string, last: NonNullable<DueDigestsRequest['startAfter']>) {
  const { subscriberId, frequency, dueAt } = last;
  const item = frequency === 'instant' ? ALERTS_ITEM : digestItem(frequency);
  return { subscriberId, item, dueShard: shard, dueAt };
}
