import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ClaimOutcome, DigestProgress } from '../domain/delivery';
import { UNCERTAIN_CLAIM_MS } from '../domain/delivery';
import { DIGEST_FREQUENCIES } from '../domain/frequency';
import type { DeliverDependencies } from '../use-cases/deliver';
import type { DigestPlans } from './digest-plans';
import { cancellationReasons, type Item, isConditionFailure, retryConflicts } from './dynamodb';
import { unfinishedShardOf } from './unfinished-deliveries';

type Ledger = DeliverDependencies['ledger'];

/** How a delivery stands: `waiting` was given back; the others mean what they say. */
type Status = 'waiting' | 'claimed' | 'sent' | 'dropped';

const RETENTION_SECONDS = 90 * 24 * 3600;
/** A worker that still works answers within this time (ms): the function's timeout. */
const WORKER_TIMEOUT_MS = 30_000;

/** A digest's progress as it lies beside its claim, for whoever finishes it. */
const progressSchema = z.object({
  subscriberId: z.string(),
  frequency: z.enum(DIGEST_FREQUENCIES),
  round: z.number(),
  next: z.object({ settledUntil: z.string(), listed: z.array(z.string()) }),
  nextDueAt: z.string().exactOptional(),
  follows: z.number(),
});

/** The Deliveries table: the ledger of every mail, by which each is sent once. */
export class Deliveries implements Ledger {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly digests: DigestPlans,
  ) {}

  readonly isFinished = async (deliveryId: string): Promise<boolean> => {
    const { status } = (await this.find(deliveryId)) ?? {};
    return isFinal(status);
  };

  readonly claim: Ledger['claim'] = async (deliveryId, { request, progress, now }) => {
    const forgottenBefore = new Date(Date.parse(now) - UNCERTAIN_CLAIM_MS).toISOString();
    try {
      await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: { deliveryId },
          UpdateExpression: `SET #status = :claimed, claimedAt = :now, kind = :kind,
            #request = :request, unfinishedShard = :shard, expiresAt = :expiresAt
            ${progress ? ', progress = :progress' : ''} ADD attempts :one`,
          ConditionExpression: `attribute_not_exists(#status) OR #status = :waiting
            OR (#status = :claimed AND claimedAt < :forgottenBefore)`,
          ExpressionAttributeNames: { '#status': 'status', '#request': 'request' },
          ExpressionAttributeValues: {
            ':claimed': 'claimed',
            ':waiting': 'waiting',
            ':now': now,
            ':forgottenBefore': forgottenBefore,
            ':kind': request.kind,
            ':request': JSON.stringify(request),
            ':shard': unfinishedShardOf(deliveryId),
            ':expiresAt': expiryOf(now),
            ':one': 1,
            ...(progress ? { ':progress': progress } : {}),
          },
        }),
      );
      return { outcome: 'claimed' };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return this.claimFailure(deliveryId, now);
    }
  };

  readonly markSent: Ledger['markSent'] = async (deliveryId, { now, messageId, progress }) => {
    await this.finish(deliveryId, progress, {
      expression:
        'SET #status = :status, sentAt = :now, messageId = :messageId, expiresAt = :expiry',
      values: { ':status': 'sent', ':now': now, ':messageId': messageId, ':expiry': expiryOf(now) },
    });
  };

  readonly drop: Ledger['drop'] = async (deliveryId, { now, reason, progress }) => {
    await this.finish(deliveryId, progress, {
      expression: 'SET #status = :status, droppedAt = :now, reason = :reason, expiresAt = :expiry',
      values: { ':status': 'dropped', ':now': now, ':reason': reason, ':expiry': expiryOf(now) },
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
        ExpressionAttributeValues: { ':waiting': 'waiting', ':claimed': 'claimed' },
      }),
    );
  };

  /**
   * SES says that it has the mail: whatever the sender knew of it, the delivery is done. `unknown`
   * when the ledger never heard of it.
   */
  readonly confirmSent = async (
    deliveryId: string,
    messageId: string,
    now: string,
  ): Promise<'recorded' | 'known' | 'unknown'> => {
    const item = await this.find(deliveryId);
    if (item === undefined) return 'unknown';
    if (isFinal(item.status)) return 'known';
    await this.markSent(deliveryId, { now, messageId, ...storedProgress(item) });
    return 'recorded';
  };

  /**
   * SES took the mail and then found that it must not go out. Its digest moves on all the same, or
   * this round would never end.
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
        ExpressionAttributeValues: { ':dropped': 'dropped', ':now': now, ':reason': reason },
      }),
    );
  }

  private async claimFailure(deliveryId: string, now: string): Promise<ClaimOutcome> {
    const item = await this.find(deliveryId);
    if (isFinal(item?.status)) return { outcome: 'finished' };
    const age = Date.parse(now) - Date.parse(String(item?.claimedAt ?? now));
    const wait = age < WORKER_TIMEOUT_MS ? WORKER_TIMEOUT_MS : UNCERTAIN_CLAIM_MS - age + 1_000;
    return { outcome: 'held', seconds: Math.max(1, Math.ceil(wait / 1000)) };
  }

  /** Closes the delivery, and moves the digest on in the same step; a second time changes nothing. */
  private async finish(
    deliveryId: string,
    progress: DigestProgress | undefined,
    { expression, values }: { expression: string; values: Item },
  ): Promise<void> {
    const close = {
      TableName: this.table,
      Key: { deliveryId },
      // The request may hold an address (of someone who has not confirmed yet); it is needed no more.
      UpdateExpression: `${expression} REMOVE #request, unfinishedShard, progress`,
      ConditionExpression: 'attribute_not_exists(#status) OR #status IN (:open1, :open2)',
      ExpressionAttributeNames: { '#status': 'status', '#request': 'request' },
      ExpressionAttributeValues: {
        ...values,
        ':open1': 'claimed' satisfies Status,
        ':open2': 'waiting' satisfies Status,
      },
    };
    const writes = [
      { Update: close },
      ...(progress ? [{ Update: this.digests.advancing(progress) }] : []),
    ];
    try {
      await retryConflicts(() =>
        this.client.send(new TransactWriteCommand({ TransactItems: writes })),
      );
    } catch (error) {
      const [ofDelivery, ofDigest] = cancellationReasons(error) ?? [];
      // Someone else finished it: the worker, or SES's event.
      if (ofDelivery === 'ConditionalCheckFailed') return;
      if (ofDigest !== 'ConditionalCheckFailed') throw error;
      // The digest moved on without this mail, or its subscriber is gone; the delivery is done still.
      await this.finish(deliveryId, undefined, { expression, values });
    }
  }

  private async find(deliveryId: string): Promise<Item | undefined> {
    const answer = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: true }),
    );
    return answer.Item;
  }
}

/** The digest's progress that the claim left. */
function storedProgress({ progress }: Item): { progress?: DigestProgress } {
  return progress === undefined ? {} : { progress: progressSchema.parse(progress) };
}

function isFinal(status: unknown): boolean {
  return status === 'sent' || status === 'dropped';
}

function expiryOf(now: string): number {
  return Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS;
}
