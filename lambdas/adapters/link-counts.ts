import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, isConditionFailure } from './dynamodb';

/** Each link works for weeks, so more are of use to nobody but someone who wants to annoy them. */
const MAX_LINKS_PER_DAY = 6;
const RETENTION_SECONDS = 2 * 24 * 3600;

/** How many links to manage their subscription each subscriber asked for: counts in the Deliveries table. */
export class LinkCounts {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /** Counts one more that day (UTC). False if the subscriber has got as many as they may. */
  readonly count = async (subscriberId: string, at: string): Promise<boolean> => {
    try {
      await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: { deliveryId: `links-${subscriberId}-${at.slice(0, 10)}` },
          UpdateExpression: 'ADD requests :one SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(requests) OR requests < :limit',
          ExpressionAttributeValues: {
            ':one': 1,
            ':limit': MAX_LINKS_PER_DAY,
            ':expiresAt': Math.floor(Date.parse(at) / 1000) + RETENTION_SECONDS,
          },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };
}
