import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CommandStep, commandStepSchema } from '../../domain/email-commands/command-step';
import { isConditionFailure } from '../dynamodb';

/** Longer than a raw email is kept and its message can be in a queue. */
const RETENTION_SECONDS = 30 * 24 * 3600;

const stepsSchema = z._default(z.array(commandStepSchema), []);

/** When an email arrived first (ISO 8601), and which of its commands an earlier run has carried out. */
export interface ReceivedMark {
  at: string;
  steps: CommandStep[];
}

/** Marks in the Deliveries table for the emails that were received, so that a copy of one does nothing. */
export class ReceivedMarks {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * Marks an email as received, at `now` (ISO 8601). Undefined if the same email has arrived before: another run for
   * the same arrival is no copy.
   */
  readonly mark = async (
    emailKey: string,
    arrivalId: string,
    now: string,
  ): Promise<ReceivedMark | undefined> => {
    try {
      const { Attributes } = await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: { deliveryId: `received-${emailKey}` },
          UpdateExpression: `SET arrivalId = :arrivalId, receivedAt = if_not_exists(receivedAt, :now),
            expiresAt = :expiresAt`,
          ConditionExpression: 'attribute_not_exists(arrivalId) OR arrivalId = :arrivalId',
          ExpressionAttributeValues: {
            ':arrivalId': arrivalId,
            ':now': now,
            ':expiresAt': Math.ceil(Date.parse(now) / 1000) + RETENTION_SECONDS,
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return { at: String(Attributes?.receivedAt), steps: stepsSchema.parse(Attributes?.steps) };
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };

  /** Remembers what was carried out, for a run that repeats this one. An empty list forgets it. */
  readonly remember = async (emailKey: string, steps: readonly CommandStep[]): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId: `received-${emailKey}` },
        UpdateExpression: 'SET steps = :steps',
        ExpressionAttributeValues: { ':steps': steps },
      }),
    );
  };
}
