import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  type ClaimOutcome,
  type DeliveryRequest,
  type DigestProgress,
  deliveryIdOf,
  UNCERTAIN_CLAIM_MS,
} from '../domain/delivery';
import { DIGEST_FREQUENCIES } from '../domain/frequency';
import { WORKER_TIMEOUT_MS } from '../domain/worker-timeout';
import type { DeliveryLedger } from '../use-cases/deliver';
import { logAttributes } from './delivery-log-keys';
import type { DigestPlans } from './digest-plans';
import {
  cancellationReasons,
  type Item,
  isConditionFailure,
  retryOnConflict,
  updateConditionally,
} from './dynamodb';
import { unfinishedShardOf } from './unfinished-deliveries';

/** The status of a delivery; `waiting` means that its claim was released. */
type Status = 'waiting' | 'claimed' | 'sent' | 'dropped';

const RETENTION_SECONDS = 90 * 24 * 3600;

/** A digest's progress, stored with the claim so that an event from SES can finish the delivery. */
const progressSchema = z.object({
  subscriberId: z.string(),
  frequency: z.enum(DIGEST_FREQUENCIES),
  round: z.number(),
  next: z.object({ settledUntil: z.string(), listed: z.array(z.string()) }),
  nextDueAt: z.string().exactOptional(),
  follows: z.number(),
});

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
    const logged = logAttributes(request);
    const expiredBefore = new Date(Date.parse(now) - UNCERTAIN_CLAIM_MS).toISOString();
    try {
      await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: { deliveryId },
          UpdateExpression: `SET #status = :claimed, claimedAt = :now, kind = :kind,
            ${logged.assignments}#request = :request, unfinishedShard = :shard, expiresAt = :expiresAt
            ${progress ? ', progress = :progress' : ''} ADD attempts :one`,
          ConditionExpression: `attribute_not_exists(#status) OR #status = :waiting
            OR (#status = :claimed AND claimedAt < :expiredBefore)`,
          ExpressionAttributeNames: { '#status': 'status', '#request': 'request' },
          ExpressionAttributeValues: {
            ':claimed': 'claimed' satisfies Status,
            ':waiting': 'waiting' satisfies Status,
            ':now': now,
            ':expiredBefore': expiredBefore,
            ':kind': request.kind,
            ':request': JSON.stringify(request),
            ':shard': unfinishedShardOf(deliveryId),
            ':expiresAt': expiryOf(now),
            ':one': 1,
            ...logged.values,
            ...(progress ? { ':progress': progress } : {}),
          },
        }),
      );
      return { outcome: 'claimed' };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return this.explainRefusedClaim(deliveryId, now);
    }
  };

  readonly markSent: DeliveryLedger['markSent'] = async (
    deliveryId,
    { now, messageId, progress },
  ) => {
    await this.finish(deliveryId, 'sent', progress, {
      set: 'sentAt = :now, messageId = :messageId, expiresAt = :expiresAt',
      values: { ':now': now, ':messageId': messageId, ':expiresAt': expiryOf(now) },
    });
  };

  readonly drop: DeliveryLedger['drop'] = async (
    deliveryId,
    { now, reason, progress, request },
  ) => {
    const logged = request && logAttributes(request);
    await this.finish(deliveryId, 'dropped', progress, {
      set: `${logged ? `${logged.assignments}kind = :kind, ` : ''}droppedAt = :now, reason = :reason,
        expiresAt = :expiresAt`,
      values: {
        ':now': now,
        ':reason': reason,
        ':expiresAt': expiryOf(now),
        ...(request ? { ':kind': request.kind } : {}),
        ...logged?.values,
      },
    });
  };

  /**
   * Makes a dropped delivery wait again, so that it can be sent. Returns false, and changes nothing, if
   * it isn't dropped for this reason any more.
   */
  readonly reopen = (
    request: DeliveryRequest,
    { now, reason }: { now: string; reason: string },
  ): Promise<boolean> => {
    const deliveryId = deliveryIdOf(request);
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId },
      // In the index of unfinished deliveries, so that it is not lost if its message is.
      UpdateExpression: `SET #status = :waiting, claimedAt = :now, #request = :request,
        unfinishedShard = :shard, expiresAt = :expiresAt REMOVE droppedAt, reason`,
      ConditionExpression: '#status = :dropped AND reason = :reason',
      ExpressionAttributeNames: { '#status': 'status', '#request': 'request' },
      ExpressionAttributeValues: {
        ':waiting': 'waiting' satisfies Status,
        ':dropped': 'dropped' satisfies Status,
        ':now': now,
        ':reason': reason,
        ':request': JSON.stringify(request),
        ':shard': unfinishedShardOf(deliveryId),
        ':expiresAt': expiryOf(now),
      },
    });
  };

  readonly release = async (deliveryId: string): Promise<void> => {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId },
        UpdateExpression: 'SET #status = :waiting',
        ConditionExpression: '#status = :claimed',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':waiting': 'waiting' satisfies Status,
          ':claimed': 'claimed' satisfies Status,
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
          ':dropped': 'dropped' satisfies Status,
          ':now': now,
          ':reason': reason,
        },
      }),
    );
  }

  /** Why a claim was refused and, if another worker holds the delivery, when to try again. */
  private async explainRefusedClaim(deliveryId: string, now: string): Promise<ClaimOutcome> {
    const item = await this.find(deliveryId);
    if (isFinal(item?.status)) return { outcome: 'finished' };
    const age = Date.parse(now) - Date.parse(String(item?.claimedAt ?? now));
    const wait = age < WORKER_TIMEOUT_MS ? WORKER_TIMEOUT_MS : UNCERTAIN_CLAIM_MS - age + 1_000;
    return { outcome: 'held', seconds: Math.max(1, Math.ceil(wait / 1000)) };
  }

  /**
   * Finishes the delivery and advances its digest, in one transaction. Changes nothing if the delivery
   * is finished already.
   */
  private async finish(
    deliveryId: string,
    status: FinalStatus,
    progress: DigestProgress | undefined,
    details: { set: string; values: Item },
  ): Promise<void> {
    const finishDelivery = {
      TableName: this.table,
      Key: { deliveryId },
      // The request is no longer needed, and may hold the address of someone who never confirmed.
      UpdateExpression: `SET #status = :status, ${details.set}
        REMOVE #request, unfinishedShard, progress`,
      ConditionExpression: 'attribute_not_exists(#status) OR #status IN (:claimed, :waiting)',
      ExpressionAttributeNames: { '#status': 'status', '#request': 'request' },
      ExpressionAttributeValues: {
        ...details.values,
        ':status': status,
        ':claimed': 'claimed' satisfies Status,
        ':waiting': 'waiting' satisfies Status,
      },
    };
    const TransactItems = [
      { Update: finishDelivery },
      ...(progress ? [{ Update: this.digests.createAdvanceUpdate(progress) }] : []),
    ];
    try {
      await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
    } catch (error) {
      const [deliveryReason, digestReason] = cancellationReasons(error) ?? [];
      // The worker or an event from SES has finished it already.
      if (deliveryReason === 'ConditionalCheckFailed') return;
      if (digestReason !== 'ConditionalCheckFailed') throw error;
      // The digest has advanced without this email, or its subscriber was erased.
      await this.finish(deliveryId, status, undefined, details);
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

type FinalStatus = Extract<Status, 'sent' | 'dropped'>;

function isFinal(status: unknown): status is FinalStatus {
  return status === 'sent' || status === 'dropped';
}

function expiryOf(now: string): number {
  return Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS;
}
