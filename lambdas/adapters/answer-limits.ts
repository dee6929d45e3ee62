import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  ANSWER_KINDS,
  type CountedAnswer,
  limitAllAnswers,
  limitAnswers,
  type MinuteCount,
} from '../domain/email-commands/answer-limits';
import { mailboxKey } from '../domain/mailbox';
import { type Item, updateConditionally } from './dynamodb';
import { buildSetExpression } from './update-expression';

/** Counts are needed for an hour after the one they are for. */
const RETENTION_SECONDS = 3 * 3600;
/** Few emails are handled at the same moment. */
const MAX_ATTEMPTS = 20;
/** The item with the answers to all addresses. */
const ALL_ANSWERS = 'answers-to-all';

const countedSchema = z.object({
  answers: z._default(
    z.array(z.object({ answerId: z.string(), kind: z.enum(ANSWER_KINDS), at: z.string() })),
    [],
  ),
  version: z._default(z.number(), 0),
});

const countedForAllSchema = z.object({
  minutes: z._default(z.array(z.object({ startMs: z.number(), count: z.number() })), []),
  version: z._default(z.number(), 0),
});

/** The answers to emails, counted in the Deliveries table: per mailbox, and over all addresses by the minute. */
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
      const { answers, version } = countedSchema.parse(await this.read(deliveryId));
      const verdict = limitAnswers(answers, answer);
      if (verdict.outcome === 'over') return 'over';
      if (!verdict.isNew) return 'counted';
      if (await this.write(deliveryId, { answers: verdict.answers }, version, answer.at)) {
        return answer.kind === 'leaving' ? 'counted' : this.countForAll(answer.at);
      }
    }
    throw new Error('The answers to a mailbox could not be counted: every attempt met another.');
  };

  private async countForAll(at: string): Promise<'counted' | 'over'> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const { minutes, version } = countedForAllSchema.parse(await this.read(ALL_ANSWERS));
      const verdict = limitAllAnswers(minutes, Date.parse(at), this.maxPerHour);
      if (verdict.outcome === 'over') return 'over';
      if (await this.write(ALL_ANSWERS, { minutes: verdict.minutes }, version, at)) {
        return 'counted';
      }
    }
    throw new Error('The answers could not be counted: every attempt met another.');
  }

  private async read(deliveryId: string): Promise<Item> {
    const { Item: item = {} } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
    );
    return item;
  }

  /** Unless another run has written since `version`. */
  private write(
    deliveryId: string,
    counted: { answers: CountedAnswer[] } | { minutes: MinuteCount[] },
    version: number,
    at: string,
  ): Promise<boolean> {
    const set = buildSetExpression({
      ...counted,
      version: version + 1,
      expiresAt: Math.ceil(Date.parse(at) / 1000) + RETENTION_SECONDS,
    });
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: `SET ${set.assignments}`,
      ConditionExpression: 'attribute_not_exists(#version) OR #version = :formerVersion',
      ExpressionAttributeNames: set.names,
      ExpressionAttributeValues: { ...set.values, ':formerVersion': version },
    });
  }
}
