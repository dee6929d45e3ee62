import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DigestProgress } from '../domain/delivery';
import type { DigestFrequency } from '../domain/frequency';
import type { DueDigest } from '../use-cases/queue-due-digests';
import { updateIf } from './dynamodb';
import { DUE_SHARDS, digestItem } from './subscriber-items';

/** The part of the Subscribers table that knows when whose digests are due. */
export class DigestPlans {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** The digests due at `time` (ISO 8601) or before, page by page. */
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
   * Looks again at `until` should the digest not be finished by then. Changes nothing when the
   * digest has moved on.
   */
  readonly postpone = async (due: DueDigest, until: string): Promise<void> => {
    await this.change(due.subscriberId, due.frequency, {
      UpdateExpression: 'SET dueAt = :until',
      ConditionExpression: 'dueAt = :dueAt AND round = :round',
      ExpressionAttributeValues: { ':until': until, ':dueAt': due.dueAt, ':round': due.round },
    });
  };

  /** Sets another time for the next digest, as when the subscriber chose another hour. */
  readonly reschedule = async (
    subscriberId: string,
    frequency: DigestFrequency,
    dueAt: string,
  ): Promise<void> => {
    await this.change(subscriberId, frequency, {
      UpdateExpression: 'SET dueAt = :dueAt',
      ConditionExpression: 'attribute_exists(dueAt)',
      ExpressionAttributeValues: { ':dueAt': dueAt },
    });
  };

  /** Ends the round without a mail. */
  readonly advance = async (progress: DigestProgress): Promise<void> => {
    const { Key: _key, TableName: _table, ...update } = this.advancing(progress);
    await this.change(progress.subscriberId, progress.frequency, update);
  };

  /**
   * The write that ends a round, to stand in a transaction too. Where nothing is followed any more
   * the digest leaves the index, unless a topic was followed in the meantime: `follows` tells, and
   * then the due time stays and the next tick looks again.
   */
  advancing({ subscriberId, frequency, round, next, nextDueAt, follows }: DigestProgress) {
    const moveOn = 'SET settledUntil = :settled, listed = :listed, round = :next';
    return {
      TableName: this.table,
      Key: { subscriberId, item: digestItem(frequency) },
      UpdateExpression:
        nextDueAt === undefined ? `${moveOn} REMOVE dueAt, dueShard` : `${moveOn}, dueAt = :dueAt`,
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
    await updateIf(this.client, { TableName: this.table, Key, ...update });
  }
}
