import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DigestProgress } from '../domain/delivery';
import type { RescheduledDigest } from '../domain/digest-schedule';
import type { DigestFrequency } from '../domain/frequency';
import type { DueDigest } from '../use-cases/queue-due-digests';
import { updateConditionally } from './dynamodb';
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
   * Moves the next digest to another time, for example because the subscriber chose another hour.
   * Changes nothing if it is due before `earliest` or not planned. Times are ISO 8601.
   */
  readonly reschedule = async (
    subscriberId: string,
    frequency: DigestFrequency,
    { dueAt, earliest }: RescheduledDigest,
  ): Promise<void> => {
    await this.change(subscriberId, frequency, {
      UpdateExpression: 'SET dueAt = :dueAt',
      ConditionExpression: 'dueAt >= :earliest',
      ExpressionAttributeValues: { ':dueAt': dueAt, ':earliest': earliest },
    });
  };

  /** Ends the round without an email. */
  readonly advance = async (progress: DigestProgress): Promise<void> => {
    await updateConditionally(this.client, this.createAdvanceUpdate(progress));
  };

  /**
   * The update that ends a round, so that it can be part of a transaction. If the subscriber no longer
   * follows any topic at this frequency, the digest is removed from the `due` index. If they followed
   * one meanwhile, `follows` differs and the update fails: the digest stays due, and the next run of
   * the schedule tries again.
   */
  createAdvanceUpdate(progress: DigestProgress) {
    const { subscriberId, frequency, round, next, nextDueAt, follows } = progress;
    const startNextRound = 'SET settledUntil = :settled, listed = :listed, round = :next';
    return {
      TableName: this.table,
      Key: { subscriberId, item: digestItem(frequency) },
      UpdateExpression:
        nextDueAt === undefined
          ? `${startNextRound} REMOVE dueAt, dueShard`
          : `${startNextRound}, dueAt = :dueAt`,
      ConditionExpression:
        nextDueAt === undefined ? 'round = :round AND follows = :follows' : 'round = :round',
      ExpressionAttributeValues: {
        ':settled': next.settledUntil,
        ':listed': next.listed,
        ':round': round,
        ':next': round + 1,
        ...(nextDueAt === undefined ? { ':follows': follows } : { ':dueAt': nextDueAt }),
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
  ): Promise<void> {
    const Key = { subscriberId, item: digestItem(frequency) };
    await updateConditionally(this.client, { TableName: this.table, Key, ...update });
  }
}
