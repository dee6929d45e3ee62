import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { deleteConditionally, isConditionFailure } from '../dynamodb';

/**
 * How long a turn lasts at most (ms). A poll ends before: its request has 15 seconds, and its worker
 * 60. A turn that a crash left behind ends by itself.
 */
const TURN_MS = 90_000;

/** Turns at hosts, so that a host gets one request at a time, from all workers together. */
export class HostTurns {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly nowMs: () => number,
  ) {}

  /** Takes the turn at the host as `owner`. Returns false if somebody else has it. */
  readonly take = async (host: string, owner: string): Promise<boolean> => {
    const now = this.nowMs();
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: {
            ...keyOf(host),
            owner,
            endsAt: now + TURN_MS,
            expiresAt: Math.ceil((now + TURN_MS) / 1_000),
          },
          ConditionExpression: 'attribute_not_exists(feedId) OR endsAt <= :now',
          ExpressionAttributeValues: { ':now': now },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  };

  /** Ends the turn, if it is still the owner's. */
  readonly end = async (host: string, owner: string): Promise<void> => {
    await deleteConditionally(this.client, {
      TableName: this.table,
      Key: keyOf(host),
      ConditionExpression: '#owner = :owner',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':owner': owner },
    });
  };
}

const keyOf = (host: string) => ({ feedId: `host#${host}`, item: 'turn' });
