import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DeliveryRequest } from '../domain/delivery';
import type { DeliveryProgress } from '../domain/delivery-progress';
import { SUSPECT_AFTER_MS } from '../domain/unfinished-delivery';
import type { DeliveryLedger } from '../use-cases/delivery-ledger';
import {
  type DeliveryStatus,
  expiryOf,
  type FinalStatus,
  indexedAttributes,
  isFinal,
  storedProgress,
} from './delivery-items';
import {
  dropUnclaimedUpdate,
  finishUpdate,
  rejectSentUpdate,
  releaseUpdate,
  reopenUpdate,
} from './delivery-writes';
import {
  cancellationReasons,
  type Item,
  isConditionFailure,
  retryOnConflict,
  updateConditionally,
} from './dynamodb';
import { ledgerShardOf } from './ledger-shards';
import type { Rounds } from './rounds';
import { buildSetExpression } from './update-expression';

/** The Deliveries table: the ledger of all emails, which makes sure that each one is sent once. */
export class Deliveries implements DeliveryLedger {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly rounds: Rounds,
  ) {}

  /**
   * Whether the delivery was finished a moment ago. It spares the work of most repeated messages and
   * costs half a read unit; whether an email may be sent is decided by `claim`.
   */
  readonly isFinished = async (deliveryId: string): Promise<boolean> => {
    const { status } = (await this.find(deliveryId, { consistent: false })) ?? {};
    return isFinal(status);
  };

  readonly claim: DeliveryLedger['claim'] = async (deliveryId, claim) => {
    const { request, progress, contents, account, now } = claim;
    const set = buildSetExpression({
      status: 'claimed' satisfies DeliveryStatus,
      claimedAt: now,
      request: JSON.stringify(request),
      progress,
      contents,
      unfinishedShard: ledgerShardOf(deliveryId),
      checkAt: new Date(Date.parse(now) + SUSPECT_AFTER_MS).toISOString(),
      expiresAt: expiryOf(now),
      ...indexedAttributes(deliveryId, request),
      ...account,
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
      return this.finishedOrHeld(deliveryId);
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

  readonly gather: DeliveryLedger['gather'] = async (deliveryId, { request, now, gathering }) => {
    const dropped = { request, now, reason: 'gathered' };
    const finishDelivery = dropUnclaimedUpdate(this.table, deliveryId, dropped);
    for (const writes of [
      this.rounds.alerts.gatherWrites(gathering, now),
      this.rounds.alerts.countWrites(gathering),
    ]) {
      const TransactItems = [{ Update: finishDelivery }, ...writes];
      try {
        await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
        return { outcome: 'gathered' };
      } catch (error) {
        const [delivery, gather, subscriber] = cancellationReasons(error) ?? [];
        if (delivery === 'ConditionalCheckFailed') return this.finishedOrHeld(deliveryId);
        if (subscriber === 'ConditionalCheckFailed') return { outcome: 'outdated' };
        if (gather !== 'ConditionalCheckFailed') throw error;
      }
    }
    throw new Error('The alert was not gathered: the others were sent at the same moment.');
  };

  readonly postpone: DeliveryLedger['postpone'] = async (
    deliveryId,
    { request, now, progress },
  ) => {
    const dropped = { request, now, reason: 'postponed' };
    const finishDelivery = dropUnclaimedUpdate(this.table, deliveryId, dropped);
    for (const Update of this.rounds.endingsOf(progress)) {
      const TransactItems = [{ Update: finishDelivery }, { Update }];
      try {
        await retryOnConflict(() => this.client.send(new TransactWriteCommand({ TransactItems })));
        return { outcome: 'postponed' };
      } catch (error) {
        const [delivery, round] = cancellationReasons(error) ?? [];
        if (delivery === 'ConditionalCheckFailed') return this.finishedOrHeld(deliveryId);
        if (round !== 'ConditionalCheckFailed') throw error;
      }
    }
    // The round has ended already.
    await this.drop(deliveryId, { now, reason: 'superseded', request });
    return { outcome: 'finished' };
  };

  /**
   * Makes a dropped delivery wait for the message that its caller queues, so that it can be sent.
   * Returns false, and changes nothing, if it isn't dropped for this reason any more. `now`: ISO 8601.
   */
  readonly reopen = (
    request: DeliveryRequest,
    { now, reason }: { now: string; reason: string },
  ): Promise<boolean> =>
    updateConditionally(this.client, reopenUpdate(this.table, request, { now, reason }));

  readonly release: DeliveryLedger['release'] = async (deliveryId, { claimedAt, checkAt }) => {
    const release = releaseUpdate(this.table, deliveryId, { claimedAt, checkAt });
    await this.client.send(new UpdateCommand(release));
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
    // The worker has nearly always recorded it, and `sent` is final however old the answer is: an
    // eventually consistent read costs half.
    const seen = await this.find(deliveryId, { consistent: false });
    if (seen?.status === 'sent') return 'already-finished';
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
    if (item.status !== 'sent') {
      await this.drop(deliveryId, { ...dropped, ...storedProgress(item) });
      return;
    }
    await this.client.send(new UpdateCommand(rejectSentUpdate(this.table, deliveryId, dropped)));
  };

  /**
   * Ends the round and then finishes the delivery. Changes nothing if the delivery is finished already.
   *
   * These are two writes and not a transaction, which costs twice as much. After a crash between them,
   * the Send event or `recover` finishes the delivery: its round has ended, so no email is sent again. In
   * the other order, the round of a finished delivery would never end.
   */
  private async finish(
    deliveryId: string,
    status: FinalStatus,
    progress: DeliveryProgress | undefined,
    attributes: Item,
  ): Promise<void> {
    // Does nothing if there is no round, it has ended already, or its subscriber was erased.
    if (progress) await this.rounds.end(progress);
    // If the condition fails, the worker or an event from SES has finished the delivery already.
    await updateConditionally(
      this.client,
      finishUpdate(this.table, deliveryId, { status, ...attributes }),
    );
  }

  /** Why a delivery cannot be claimed. */
  private async finishedOrHeld(
    deliveryId: string,
  ): Promise<{ outcome: 'finished' } | { outcome: 'held' }> {
    const { status } = (await this.find(deliveryId)) ?? {};
    return { outcome: isFinal(status) ? 'finished' : 'held' };
  }

  private async find(
    deliveryId: string,
    { consistent = true }: { consistent?: boolean } = {},
  ): Promise<Item | undefined> {
    const { Item: item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId }, ConsistentRead: consistent }),
    );
    return item;
  }
}
