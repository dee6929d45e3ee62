import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addressKey } from '../domain/address';
import type { PrepareConfirmationDependencies } from '../use-cases/prepare-delivery/confirmation';
import { type DynamoDb, isConditionFailure } from './dynamodb';

/** A person who mistypes a few topics is let; a form that someone presses for others is not. */
const MAX_CONFIRMATIONS_PER_HOUR = 5;
const RETENTION_SECONDS = 24 * 3600;

/**
 * Counts, beside the deliveries, how many confirmation mails an address is sent in an hour: anyone can
 * have them sent to anyone. The same delivery, tried again, is always answered alike.
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
            'attribute_not_exists(asked) OR contains(asked, :id) OR size(asked) < :most',
          ExpressionAttributeValues: {
            ':delivery': new Set([deliveryId]),
            ':id': deliveryId,
            ':most': MAX_CONFIRMATIONS_PER_HOUR,
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
