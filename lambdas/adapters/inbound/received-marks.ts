import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailure } from '../dynamodb';

/** Longer than a raw email is kept and its message can be in a queue. */
const RETENTION_SECONDS = 30 * 24 * 3600;

/** Marks in the Deliveries table for the emails that were received, so that a copy of one does nothing. */
export class ReceivedMarks {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /**
   * Marks an email as received, at `now`, and returns when it was marked first (both ISO 8601). Undefined if the
   * same email has arrived before: another run for the same arrival is no copy.
   */
  readonly mark = async (
    emailKey: string,
    arrivalId: string,
    now: string,
  ): Promise<string | undefined> => {
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
      return String(Attributes?.receivedAt);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
}
