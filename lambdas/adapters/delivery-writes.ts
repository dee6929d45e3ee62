import { type DeliveryRequest, deliveryIdOf } from '../domain/delivery';
import { LOST_MESSAGE_MS } from '../domain/unfinished-delivery';
import {
  type DeliveryStatus,
  expiryOf,
  type FinalStatus,
  indexedAttributes,
} from './delivery-items';
import type { Item } from './dynamodb';
import { ledgerShardOf } from './ledger-shards';
import { buildSetExpression } from './update-expression';

type UnfinishedStatus = Exclude<DeliveryStatus, FinalStatus>;

/** Finishes the delivery, unless it is finished already or its status is none of `from`. */
export function finishUpdate(
  table: string,
  deliveryId: string,
  attributes: Item & { status: FinalStatus },
  from: readonly UnfinishedStatus[] = ['claimed', 'waiting'],
) {
  const set = buildSetExpression(attributes);
  return {
    TableName: table,
    Key: { deliveryId },
    // The request is no longer needed, and a confirmation holds the address of someone who may never
    // confirm. Older versions kept it under `confirmation`.
    UpdateExpression: `SET ${set.assignments}
      REMOVE #request, requested, confirmation, progress, unfinishedShard, checkAt, suspectedAt, requeues`,
    ConditionExpression: `attribute_not_exists(#status) OR #status IN (${from.map((former) => `:${former}`)})`,
    ExpressionAttributeNames: { ...set.names, '#request': 'request' },
    ExpressionAttributeValues: {
      ...set.values,
      ...Object.fromEntries(from.map((former) => [`:${former}`, former])),
    },
  };
}

/**
 * Drops the delivery unless it is claimed: SES may have that email, and its matches would be sent again
 * in a later one.
 */
export function dropUnclaimedUpdate(
  table: string,
  deliveryId: string,
  { request, now, reason }: { request: DeliveryRequest; now: string; reason: string },
) {
  const attributes = {
    status: 'dropped' as const,
    droppedAt: now,
    reason,
    expiresAt: expiryOf(now),
    ...indexedAttributes(deliveryId, request),
  };
  return finishUpdate(table, deliveryId, attributes, ['waiting']);
}

/** Makes a delivery that was dropped for this reason wait for a message. */
export function reopenUpdate(
  table: string,
  request: DeliveryRequest,
  { now, reason }: { now: string; reason: string },
) {
  const deliveryId = deliveryIdOf(request);
  const set = buildSetExpression({
    status: 'waiting' satisfies DeliveryStatus,
    request: JSON.stringify(request),
    // So that `recover` queues it if the message is lost.
    unfinishedShard: ledgerShardOf(deliveryId),
    checkAt: new Date(Date.parse(now) + LOST_MESSAGE_MS).toISOString(),
    expiresAt: expiryOf(now),
  });
  return {
    TableName: table,
    Key: { deliveryId },
    UpdateExpression: `SET ${set.assignments} REMOVE droppedAt, reason, sentAt, messageId`,
    ConditionExpression: '#status = :dropped AND reason = :reason',
    ExpressionAttributeNames: set.names,
    ExpressionAttributeValues: {
      ...set.values,
      ':dropped': 'dropped' satisfies DeliveryStatus,
      ':reason': reason,
    },
  };
}

/** Gives up the claim of this time, so that the delivery waits for another message. */
export function releaseUpdate(
  table: string,
  deliveryId: string,
  { claimedAt, checkAt }: { claimedAt: string; checkAt: string },
) {
  return {
    TableName: table,
    Key: { deliveryId },
    UpdateExpression: 'SET #status = :waiting, checkAt = :checkAt',
    ConditionExpression: '#status = :claimed AND claimedAt = :claimedAt',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':claimedAt': claimedAt,
      ':checkAt': checkAt,
      ':waiting': 'waiting' satisfies DeliveryStatus,
      ':claimed': 'claimed' satisfies DeliveryStatus,
    },
  };
}

/** Records that SES refused an email after it had accepted it. */
export function rejectSentUpdate(
  table: string,
  deliveryId: string,
  { now, reason }: { now: string; reason: string },
) {
  return {
    TableName: table,
    Key: { deliveryId },
    UpdateExpression: 'SET #status = :dropped, droppedAt = :now, reason = :reason',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':dropped': 'dropped' satisfies DeliveryStatus,
      ':now': now,
      ':reason': reason,
    },
  };
}
