import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addressKey } from '../domain/address';
import type { PrepareConfirmationDependencies } from '../use-cases/prepare-delivery/confirmation';
import { type DynamoDb, isConditionFailure } from './dynamodb';

/** Enough for a person who mistypes a few topics, but not to fill somebody else's mailbox. */
const MAX_CONFIRMATIONS_PER_HOUR = 5;
const RETENTION_SECONDS = 24 * 3600;

/**
 * Limits how many confirmation emails an address gets in an hour, because anyone can request one for
 * any address. The Deliveries table holds the count. A retried delivery gets the same answer as its
 * first attempt.
 */
export function limitConfirmations(
  client: DynamoDb,
  table: string,
): PrepareConfirmationDependencies['mayRequestConfirmation'] {
  return async (address, deliveryId, now) => {
    const hour = now.slice(0, 13);
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { deliveryId: `asked-${addressKey(address)}-${hour}` },
          UpdateExpression: 'ADD asked :delivery SET expiresAt = :expiresAt',
          ConditionExpression:
            'attribute_not_exists(asked) OR contains(asked, :id) OR size(asked) < :limit',
          ExpressionAttributeValues: {
            ':delivery': new Set([deliveryId]),
            ':id': deliveryId,
            ':limit': MAX_CONFIRMATIONS_PER_HOUR,
            ':expiresAt': Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS,
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
