import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  ANSWER_KINDS,
  answersInLastHour,
  type CountedAnswer,
  hourOfAnswer,
  limitAnswers,
} from '../domain/email-commands/answer-limits';
import { mailboxKey } from '../domain/mailbox';
import { updateConditionally } from './dynamodb';

const HOUR_MS = 3600_000;
/** Counts are needed for an hour after the one they are for. */
const RETENTION_SECONDS = 3 * 3600;
/** Only emails from one address at the same moment conflict. */
const MAX_ATTEMPTS = 20;

const countedSchema = z.object({
  answers: z._default(
    z.array(z.object({ answerId: z.string(), kind: z.enum(ANSWER_KINDS), at: z.string() })),
    [],
  ),
  version: z._default(z.number(), 0),
});

/** The answers to emails, counted in the Deliveries table: per mailbox, and over all addresses by the hour. */
export class AnswerLimits {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    /** Over all addresses. */
    private readonly maxPerHour: number,
  ) {}

  /**
   * Counts an answer, unless the mailbox or all addresses together have had enough within an hour. `leaving`
   * counts for the mailbox only: what lets a subscriber leave must not depend on others. Safe to repeat.
   */
  readonly count = async (address: string, answer: CountedAnswer): Promise<'counted' | 'over'> => {
    const deliveryId = `answers-${mailboxKey(address)}`;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const { Item } = await this.client.send(
        new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
      );
      const { answers, version } = countedSchema.parse(Item ?? {});
      const verdict = limitAnswers(answers, answer);
      if (verdict.outcome === 'over') return 'over';
      if (!verdict.isNew) return 'counted';
      if (await this.write(deliveryId, verdict.answers, version, answer.at)) {
        return answer.kind === 'leaving' ? 'counted' : this.countTotal(Date.parse(answer.at));
      }
    }
    throw new Error('The answers to a mailbox could not be counted: every attempt met another.');
  };

  private write(
    deliveryId: string,
    answers: CountedAnswer[],
    version: number,
    at: string,
  ): Promise<boolean> {
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: 'SET answers = :answers, version = :next, expiresAt = :expiresAt',
      ConditionExpression: 'attribute_not_exists(version) OR version = :version',
      ExpressionAttributeValues: {
        ':answers': answers,
        ':version': version,
        ':next': version + 1,
        ':expiresAt': Math.ceil(Date.parse(at) / 1000) + RETENTION_SECONDS,
      },
    });
  }

  /** An atomic addition, so that many at once do not conflict. */
  private async countTotal(nowMs: number): Promise<'counted' | 'over'> {
    const previous = await this.countInHour(nowMs - HOUR_MS);
    const left = this.maxPerHour - answersInLastHour({ current: 0, previous }, nowMs);
    const isCounted = await updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId: hourKey(nowMs) },
      UpdateExpression: 'SET expiresAt = :expiresAt ADD answered :one',
      ConditionExpression: 'attribute_not_exists(answered) OR answered <= :last',
      ExpressionAttributeValues: {
        ':one': 1,
        ':last': left - 1,
        ':expiresAt': Math.ceil(nowMs / 1000) + RETENTION_SECONDS,
      },
    });
    return isCounted ? 'counted' : 'over';
  }

  private async countInHour(timeMs: number): Promise<number> {
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { deliveryId: hourKey(timeMs) },
        ConsistentRead: true,
      }),
    );
    return Number(Item?.answered ?? 0);
  }
}

function hourKey(timeMs: number): string {
  return `answers-of-${hourOfAnswer(timeMs)}`;
}
