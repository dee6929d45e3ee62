import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type DeliveryRequest, type DigestProgress, deliveryIdOf } from '../domain/delivery';
import { DIGEST_FREQUENCIES } from '../domain/frequency';
import { LOST_MESSAGE_MS, SUSPECT_AFTER_MS } from '../domain/unfinished-delivery';
import type { DeliveryLedger } from '../use-cases/deliver';
import type { DigestPlans } from './digest-plans';
import {
  cancellationReasons,
  type Item,
  isConditionFailure,
  retryOnConflict,
  updateConditionally,
} from './dynamodb';
import { briefingKeyOf, ledgerShardOf } from './ledger-shards';
import { buildSetExpression } from './update-expression';

/** The status of a delivery; `waiting` means that nobody is working on it. */
export type DeliveryStatus = 'waiting' | 'claimed' | 'sent' | 'dropped';

const RETENTION_SECONDS = 90 * 24 * 3600;

/** A digest's progress, stored with the claim so that an event from SES can finish the delivery. */
const progressSchema = z
  .object({
    subscriberId: z.string(),
    frequency: z.enum(DIGEST_FREQUENCIES),
    round: z.number(),
    next: z.object({ settledUntil: z.string(), listed: z.array(z.string()) }),
    nextDueAt: z.string().exactOptional(),
    follows: z.number(),
    reschedules: z.number().default(0),
    preparedAt: z.string().exactOptional(),
  })
  // Older versions did not store when the digest was prepared.
  .transform((stored) => ({ preparedAt: stored.next.settledUntil, ...stored }));

/** The Deliveries table: the ledger of all emails, which makes sure that each one is sent once. */
export class Deliveries implements DeliveryLedger {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly digests: DigestPlans,
  ) {}

  readonly isFinished = async (deliveryId: string): Promise<boolean> => {
    const { status } = (await this.find(deliveryId)) ?? {};
    return isFinal(status);
  };

  readonly claim: DeliveryLedger['claim'] = async (deliveryId, { request, progress, now }) => {
    const set = buildSetExpression({
      status: 'claimed' satisfies DeliveryStatus,
      claimedAt: now,
      request: JSON.stringify(request),
      progress,
      unfinishedShard: ledgerShardOf(deliveryId),
      checkAt: new Date(Date.parse(now) + SUSPECT_AFTER_MS).toISOString(),
      expiresAt: expiryOf(now),
      ...indexedAttributes(deliveryId, request),
    });
    try {
      const { Attributes } = await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: { deliveryId },
          ReturnValues: 'UPDATED_NEW',
          UpdateExpression: `SET ${set.assignments} REMOVE suspectedAt, requeues ADD attempts :one`,
          // The age of a claim says nothing about whether SES has the email, so only `recover` ends it.
          ConditionExpression: 'attribute_not_exists(#status) OR #status = :waiting',
          ExpressionAttributeNames: set.names,
          ExpressionAttributeValues: {
            ...set.values,
            ':waiting': 'waiting' satisfies DeliveryStatus,
            ':one': 1,
          },
        }),
      );
      return { outcome: 'claimed', attempts: Number(Attributes?.attempts) };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      const { status } = (await this.find(deliveryId)) ?? {};
      return { outcome: isFinal(status) ? 'finished' : 'held' };
    }
  };

  readonly markSent: DeliveryLedger['markSent'] = async (
    deliveryId,
    { now, messageId, progress },
  ) => {
    await this.finish(deliveryId, 'sent', progress, {
      sentAt: now,
      messageId,
      expiresAt: expiryOf(now),
    });
  };

  readonly drop: DeliveryLedger['drop'] = async (
    deliveryId,
    { now, reason, request, progress },
  ) => {
    await this.finish(deliveryId, 'dropped', progress, {
      droppedAt: now,
      reason,
      expiresAt: expiryOf(now),
      ...(request ? indexedAttributes(deliveryId, request) : {}),
    });
  };

  /**
   * Makes a dropped delivery wait for the message that its caller queues, so that it can be sent.
   * Returns false, and changes nothing, if it isn't dropped for this reason any more. `now`: ISO 8601.
   */
  readonly reopen = (
    request: DeliveryRequest,
    { now, reason }: { now: string; reason: string },
  ): Promise<boolean> => {
    const deliveryId = deliveryIdOf(request);
    const set = buildSetExpression({
      status: 'waiting' satisfies DeliveryStatus,
      request: JSON.stringify(request),
      // So that `recover` queues it if the message is lost.
      unfinishedShard: ledgerShardOf(deliveryId),
      checkAt: new Date(Date.parse(now) + LOST_MESSAGE_MS).toISOString(),
      expiresAt: expiryOf(now),
    });
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      UpdateExpression: `SET ${set.assignments} REMOVE droppedAt, reason, sentAt, messageId`,
      ConditionExpression: '#status = :dropped AND reason = :reason',
      ExpressionAttributeNames: set.names,
      ExpressionAttributeValues: {
        ...set.values,
        ':dropped': 'dropped' satisfies DeliveryStatus,
        ':reason': reason,
      },
    });
  };

  readonly release: DeliveryLedger['release'] = async (deliveryId, { claimedAt, checkAt }) => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
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
      }),
    );
  };

  /**
   * Records that SES accepted the email, according to SES's Send event. This finishes the delivery
   * even if the worker crashed before it could do so. `unknown`: the ledger has no such delivery.
   */
  readonly confirmSent = async (
    deliveryId: string,
    messageId: string,
    now: string,
  ): Promise<'recorded' | 'already-finished' | 'unknown'> => {
    const item = await this.find(deliveryId);
    if (item === undefined) return 'unknown';
    if (isFinal(item.status)) return 'already-finished';
    await this.markSent(deliveryId, { now, messageId, ...storedProgress(item) });
    return 'recorded';
  };

  /**
   * Records that SES accepted the email and then refused to send it. A digest still advances to its
   * next round; otherwise this one would be retried forever.
   */
  readonly confirmRejected = async (
    deliveryId: string,
    reason: string,
    now: string,
  ): Promise<void> => {
    const item = (await this.find(deliveryId)) ?? {};
    const dropped = { now, reason: `rejected: ${reason}` };
    if (item.status === 'sent') await this.markRejected(deliveryId, dropped);
    else await this.drop(deliveryId, { ...dropped, ...storedProgress(item) });
  };

  private async markRejected(
    deliveryId: string,
    { now, reason }: { now: string; reason: string },
  ): Promise<void> {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId },
        UpdateExpression: 'SET #status = :dropped, droppedAt = :now, reason = :reason',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':dropped': 'dropped' satisfies DeliveryStatus,
          ':now': now,
          ':reason': reason,
        },
      }),
    );
  }

  /**
   * Finishes the delivery and advances its digest, in one transaction. Changes nothing if the delivery
   * is finished already.
   */
  private async finish(
    deliveryId: string,
    status: FinalStatus,
    progress: DigestProgress | undefined,
    attributes: Item,
    advance: 'createAdvanceUpdate' | 'createRescheduledUpdate' = 'createAdvanceUpdate',
  ): Promise<void> {
    const set = buildSetExpression({ status, ...attributes });
    const finishDelivery = {
      TableName: this.table,
      Key: { deliveryId },
      // The request is no longer needed, and a confirmation holds the address of someone who may never
      // confirm.
      UpdateExpression: `SET ${set.assignments}
        REMOVE #request, confirmation, progress, unfinishedShard, checkAt, suspectedAt, requeues`,
      ConditionExpression: 'attribute_not_exists(#status) OR #status IN (:claimed, :waiting)',
      ExpressionAttributeNames: { ...set.names, '#request': 'request' },
      ExpressionAttributeValues: {
        ...set.values,
        ':claimed': 'claimed' satisfies DeliveryStatus,
        ':waiting': 'waiting' satisfies DeliveryStatus,
      },
    };
    if (progress === undefined) {
      // If the condition fails, the worker or an event from SES has finished it already.
      await updateConditionally(this.client, finishDelivery);
      return;
    }
    const TransactItems = [{ Update: finishDelivery }, { Update: this.digests[advance](progress) }];
    try {
      await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
    } catch (error) {
      const [deliveryReason, digestReason] = cancellationReasons(error) ?? [];
      if (deliveryReason === 'ConditionalCheckFailed') return;
      if (digestReason !== 'ConditionalCheckFailed') throw error;
      // The schedule may have changed while the digest was sent. Otherwise the digest has advanced without
      // this email, or its subscriber was erased.
      const mayBeRescheduled =
        advance === 'createAdvanceUpdate' && progress.nextDueAt !== undefined;
      if (mayBeRescheduled) {
        await this.finish(deliveryId, status, progress, attributes, 'createRescheduledUpdate');
      } else {
        await this.finish(deliveryId, status, undefined, attributes);
      }
    }
  }

  private async find(deliveryId: string): Promise<Item | undefined> {
    const { Item: item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
    );
    return item;
  }
}

/** The digest's progress that was stored with the claim. */
function storedProgress({ progress }: Item): { progress?: DigestProgress } {
  return progress === undefined ? {} : { progress: progressSchema.parse(progress) };
}

type FinalStatus = Extract<DeliveryStatus, 'sent' | 'dropped'>;

function isFinal(status: unknown): status is FinalStatus {
  return status === 'sent' || status === 'dropped';
}

function expiryOf(now: string): number {
  return Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS;
}

/**
 * The keys of the delivery in the indexes `bySubscriber` and `byBriefing`. They are set by the first
 * write and never change, so that each index is written once.
 */
function indexedAttributes(deliveryId: string, request: DeliveryRequest): Item {
  switch (request.kind) {
    case 'confirm':
      return { kind: request.kind };
    case 'alert':
      return {
        kind: request.kind,
        subscriberId: request.subscriberId,
        // Sharded, because a briefing may have a delivery to every subscriber.
        briefingKey: briefingKeyOf(request.briefingId, ledgerShardOf(deliveryId)),
      };
    case 'digest':
      return { kind: request.kind, subscriberId: request.subscriberId };
    default:
      return request satisfies never;
  }
}
