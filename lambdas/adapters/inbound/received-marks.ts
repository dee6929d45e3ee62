import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  type ReceivingStep,
  receivingStepSchema,
} from '../../domain/email-commands/receiving-step';
import { isConditionFailure, updateConditionally } from '../dynamodb';

/** Longer than a raw email is kept and its message can be in a queue. */
const RETENTION_SECONDS = 30 * 24 * 3600;

/** A run for an email that is not finished yet. */
export interface StartedEmail {
  /** When the email arrived first (ISO 8601). */
  receivedAt: string;
  /** How far an earlier run has come, by the order of the commands. */
  steps: ReceivingStep[];
}

const itemSchema = z.object({
  receivedAt: z.string(),
  steps: z._default(z.array(receivingStepSchema), () => []),
});

/**
 * Marks in the Deliveries table for the emails that were received, so that a copy of one does nothing, and neither does
 * a second delivery of its message once it is answered.
 */
export class ReceivedMarks {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * Marks an email as received, at `now` (ISO 8601). Undefined if the same email has arrived before, or is finished:
   * another run for the same arrival is no copy.
   */
  readonly start = async (
    emailKey: string,
    arrivalId: string,
    now: string,
  ): Promise<StartedEmail | undefined> => {
    try {
      const { Attributes } = await this.client.send(
        new UpdateCommand({
          ...this.itemOf(emailKey),
          UpdateExpression: `SET arrivalId = :arrivalId, receivedAt = if_not_exists(receivedAt, :now),
            expiresAt = :expiresAt`,
          ConditionExpression: `attribute_not_exists(finishedAt)
            AND (attribute_not_exists(arrivalId) OR arrivalId = :arrivalId)`,
          ExpressionAttributeValues: {
            ':arrivalId': arrivalId,
            ':now': now,
            ':expiresAt': Math.ceil(Date.parse(now) / 1000) + RETENTION_SECONDS,
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return itemSchema.parse(Attributes);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };

  /** Stores how far the run has come. False if another run for the same arrival has finished the email meanwhile. */
  readonly saveSteps = (emailKey: string, steps: readonly ReceivingStep[]): Promise<boolean> =>
    updateConditionally(this.client, {
      ...this.itemOf(emailKey),
      UpdateExpression: 'SET steps = :steps',
      ConditionExpression: 'attribute_exists(receivedAt) AND attribute_not_exists(finishedAt)',
      ExpressionAttributeValues: { ':steps': steps },
    });

  /** Marks an email as finished, and forgets what it asked for. Safe to repeat. */
  readonly finish = async (emailKey: string, now: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        ...this.itemOf(emailKey),
        UpdateExpression: 'SET finishedAt = :now REMOVE steps',
        ExpressionAttributeValues: { ':now': now },
      }),
    );
  };

  private itemOf(emailKey: string) {
    return { TableName: this.table, Key: { deliveryId: `received-${emailKey}` } };
  }
}
