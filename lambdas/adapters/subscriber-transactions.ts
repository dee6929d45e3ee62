import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { DIGEST_FREQUENCIES } from '../domain/frequency';
import type { Subscriber } from '../domain/subscriber';
import { ALERTS_ITEM, addressItemKey, digestItem, PROFILE_ITEM } from './subscriber-items';

type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;

/**
 * Writes that create the subscriber and assign the address to them. They fail if a subscriber has the
 * address already, or if its suppression differs from the subscriber's.
 */
export function createSubscriberWrites(table: string, subscriber: Subscriber): Writes {
  const { subscriberId, ...profile } = subscriber;
  const { suppressed } = profile;
  return [
    {
      Update: {
        TableName: table,
        Key: addressItemKey(subscriber.address),
        UpdateExpression: 'SET heldBy = :id',
        ConditionExpression: suppressed
          ? 'attribute_not_exists(heldBy) AND suppressed = :suppressed'
          : 'attribute_not_exists(heldBy) AND attribute_not_exists(suppressed)',
        ExpressionAttributeValues: {
          ':id': subscriberId,
          ...(suppressed ? { ':suppressed': suppressed } : {}),
        },
      },
    },
    {
      Put: {
        TableName: table,
        Item: { subscriberId, item: PROFILE_ITEM, ...profile },
        ConditionExpression: 'attribute_not_exists(subscriberId)',
      },
    },
  ];
}

/**
 * Writes that delete the profile and digests and release the address. They fail if the address is not
 * assigned to the subscriber.
 */
export function eraseSubscriberWrites(
  table: string,
  { subscriberId, address }: Subscriber,
): Writes {
  const items = [PROFILE_ITEM, ALERTS_ITEM, ...DIGEST_FREQUENCIES.map(digestItem)];
  return [
    ...items.map((item) => ({ Delete: { TableName: table, Key: { subscriberId, item } } })),
    {
      Update: {
        TableName: table,
        Key: addressItemKey(address),
        UpdateExpression: 'REMOVE heldBy, softBounces',
        ConditionExpression: 'heldBy = :id',
        ExpressionAttributeValues: { ':id': subscriberId },
      },
    },
  ];
}
