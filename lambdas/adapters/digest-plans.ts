import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DigestProgress } from '../domain/delivery';
import type { RescheduledDigest } from '../domain/digest-schedule';
import type { DigestFrequency } from '../domain/frequency';
import type { DueDigest } from '../use-cases/queue-due-digests';
import { type Item, updateConditionally } from './dynamodb';
import { DUE_SHARDS, digestItem } from './subscriber-items';

/** The items of the Subscribers table that say when each subscriber's digests are due. */
export class DigestPlans {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** The digests due at or before `time` (ISO 8601), page by page. */
  async *dueBy(time: string): AsyncGenerator<DueDigest[]> {
    for (const shard of DUE_SHARDS) {
      let startKey: Record<string, unknown> | undefined;
      do {
        const answer = await this.client.send(
          new QueryCommand({
            TableName: this.table,
            IndexName: 'due',
            KeyConditionExpression: 'dueShard = :shard AND dueAt <= :time',
            ExpressionAttributeValues: { ':shard': shard, ':time': time },
            ...(startKey ? { ExclusiveStartKey: startKey } : {}),
          }),
        );
        yield (answer.Items ?? []).map((item) => ({
          subscriberId: String(item.subscriberId),
          frequency: item.frequency as DigestFrequency,
          round: Number(item.round),
          dueAt: String(item.dueAt),
        }));
        startKey = answer.LastEvaluatedKey;
      } while (startKey);
    }
  }

  /**
   * Makes the digest due again at `until`, in case its delivery is not finished by then. Changes
   * nothing if the digest has advanced to its next round.
   */
  readonly postpone = async (due: DueDigest, until: string): Promise<void> => {
    await this.change(due.subscriberId, due.frequency, {
      UpdateExpression: 'SET dueAt = :until',
      ConditionExpression: 'dueAt = :dueAt AND round = :round',
      ExpressionAttributeValues: { ':until': until, ':dueAt': due.dueAt, ':round': due.round },
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

  /** Ends the round without an email. */
  readonly advance = async (progress: DigestProgress): Promise<void> => {
    if (await updateConditionally(this.client, this.createAdvanceUpdate(progress))) return;
    if (progress.nextDueAt === undefined) return;
    await updateConditionally(this.client, this.createRescheduledUpdate(progress));
  };

  /**
   * The update that ends a round, so that it can be part of a transaction. It fails if the hour or time
   * zone changed since the digest was prepared: then `createRescheduledUpdate` ends the round. If the
   * subscriber no longer follows any topic at this frequency, the digest is removed from the `due` index.
   * If they followed one meanwhile, `follows` differs and the update fails: the digest stays due, and the
   * next run of the schedule tries again.
   */
  createAdvanceUpdate(progress: DigestProgress) {
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
  createRescheduledUpdate(progress: DigestProgress) {
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
