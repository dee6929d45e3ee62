import {
  type DeliveryRequest,
  deliveryIdOf,
  type Email,
  isFreshClaim,
  type Recipient,
} from '../domain/delivery';
import type {
  DeliveryOutcome,
  DropReason,
  PreparedDelivery,
  SendOutcome,
} from '../domain/delivery-outcome';
import type { DeliveryProgress } from '../domain/delivery-progress';
import { calculateRetrySeconds, MAX_RETRY_SECONDS } from '../domain/delivery-retry';
import { type Lane, laneOf } from '../domain/lane';
import { isUsableSlot } from '../domain/send-slots';
import { LOST_MESSAGE_MS } from '../domain/unfinished-delivery';
import {
  type FinishWithoutEmailDependencies,
  finishWithoutEmail,
  PREPARE_AGAIN,
  type RetryOutcome,
} from './finish-without-email';
import { type BatchOutcome, requeueRetries } from './requeue-retries';
import type { BatchSlots, SlotBatch, TakenSlot } from './take-send-slots';

export interface DeliverDependencies extends FinishWithoutEmailDependencies {
  prepare: (request: DeliveryRequest, deliveryId: string) => Promise<PreparedDelivery>;
  /**
   * Why the email must not be sent after all: what the recipient did since it was written. `changed`: they
   * changed a preference, so the email must be written again. Undefined if it may be sent.
   */
  findObjection: (recipient: Recipient) => Promise<DropReason | 'changed' | undefined>;
  /** Gives the email to SES, unless its claim is too old by now. */
  send: (email: Email, claim: { deliveryId: string; claimedAt: string }) => Promise<SendOutcome>;
  takeSlots: (batch: SlotBatch) => BatchSlots;
  /** Makes all workers pause. Returns when the pause ends (ms since 1970). */
  pauseSending: (now: number) => Promise<number>;
  sleep: (ms: number) => Promise<unknown>;
}

/**
 * How long (ms) an email may take from its slot on: SES's answer (at most 8 s) and the record. An email
 * that starts later could be cut off between the two.
 */
const MAX_SENDING_MS = 14_000;

/**
 * Sends the deliveries of a batch concurrently, each exactly once: it is claimed in the ledger before it
 * goes to SES, and recorded afterwards. It is safe to run twice, late, or at the same time as another
 * run. Each email waits for its slot of the send rate, while the others are prepared.
 */
export function deliver(dependencies: DeliverDependencies) {
  const { prepare, ledger, findObjection, send, takeSlots, pauseSending, requeue, sleep, now } =
    dependencies;
  const finish = finishWithoutEmail(dependencies);
  const nowMs = () => Date.parse(now());
  /** What this worker knows about a pause (ms since 1970), to spare the claimed emails a call to SES. */
  let pausedUntil = 0;

  return async (requests: DeliveryRequest[], timeLeftMs: number): Promise<BatchOutcome> => {
    const deadline = nowMs() + timeLeftMs - MAX_SENDING_MS;
    await waitForEndOfPause(deadline);
    if (pausedUntil > nowMs()) {
      // Nothing is read for emails that cannot be sent, however many wait.
      const retry = retryLater({ outcome: 'paused', until: pausedUntil });
      return requeueRetries(
        requeue,
        requests,
        requests.map(() => ({ status: 'fulfilled', value: retry })),
      );
    }
    const slots = takeSlots({ emails: requests.length, deadline });
    const outcomes = await Promise.allSettled(
      requests.map((request) => deliverOne(request, slots)),
    );
    return requeueRetries(requeue, requests, outcomes);
  };

  /** Waits within the run, so that a pause does not keep the messages moving in circles. */
  async function waitForEndOfPause(deadline: number): Promise<void> {
    const wait = Math.min(pausedUntil, deadline) - nowMs();
    if (wait > 0) await sleep(wait);
  }

  async function deliverOne(request: DeliveryRequest, slots: BatchSlots): Promise<DeliveryOutcome> {
    const deliveryId = deliveryIdOf(request);
    const prepared = await prepareUnlessFinished(request, deliveryId).catch((error) => {
      slots.skip();
      throw error;
    });
    if (prepared.outcome !== 'ready') {
      slots.skip();
      return prepared.outcome === 'already-finished'
        ? prepared
        : finish(deliveryId, request, prepared);
    }

    // Before the claim, so that an email that has to wait for another run costs no attempt.
    const slot = await slots.take(laneOf(request), 0);
    if (slot.outcome !== 'taken') return retryLater(slot);
    const { email, recipient, progress, contents, account } = prepared;
    const withProgress = progress === undefined ? {} : { progress };
    const claimedAt = now();
    const claim = await ledger.claim(deliveryId, {
      request,
      now: claimedAt,
      ...withProgress,
      ...(contents === undefined ? {} : { contents }),
      ...(account === undefined ? {} : { account }),
    });
    if (claim.outcome === 'finished') return { outcome: 'already-finished' };
    if (claim.outcome === 'held') return { outcome: 'left-to-recover', because: 'held' };

    const claimed = { deliveryId, claimedAt, attempts: claim.attempts };
    // After the claim: someone who leaves from now on is too late, as with any email on its way.
    const objection = recipient && (await findObjection(recipient));
    if (objection === 'changed') return release(claimed, PREPARE_AGAIN);
    if (objection !== undefined) {
      await ledger.drop(deliveryId, { now: now(), reason: objection, ...withProgress });
      return { outcome: 'dropped', reason: objection };
    }
    const inTime = await waitForSlot(slot, laneOf(request), slots);
    if (inTime.outcome !== 'taken') return release(claimed, retryLater(inTime));
    return record(claimed, await send(email, { deliveryId, claimedAt }), withProgress);
  }

  async function prepareUnlessFinished(
    request: DeliveryRequest,
    deliveryId: string,
  ): Promise<PreparedDelivery | { outcome: 'already-finished' }> {
    if (await ledger.isFinished(deliveryId)) return { outcome: 'already-finished' };
    return prepare(request, deliveryId);
  }

  /** Waits for the slot, and takes another one if it has passed meanwhile. */
  async function waitForSlot(first: TakenSlot, lane: Lane, slots: BatchSlots): Promise<TakenSlot> {
    let slot = first;
    for (let missedSlots = 1; slot.outcome === 'taken'; missedSlots += 1) {
      const wait = slot.at - nowMs();
      if (wait > 0) await sleep(wait);
      if (pausedUntil > nowMs()) return { outcome: 'paused', until: pausedUntil };
      if (isUsableSlot(slot.at, nowMs())) break;
      slot = await slots.take(lane, missedSlots);
    }
    return slot;
  }

  /** Records what SES answered. */
  async function record(
    claimed: ClaimedDelivery,
    sent: SendOutcome,
    withProgress: { progress?: DeliveryProgress },
  ): Promise<DeliveryOutcome> {
    const { deliveryId, attempts } = claimed;
    switch (sent.outcome) {
      case 'accepted': {
        const { messageId } = sent;
        await ledger.markSent(deliveryId, { now: now(), messageId, ...withProgress });
        return { outcome: 'sent', messageId };
      }
      case 'refused': {
        const reason = `refused: ${sent.code}`;
        await ledger.drop(deliveryId, { now: now(), reason, ...withProgress });
        return { outcome: 'dropped', reason: 'refused' };
      }
      case 'busy': {
        const seconds = calculateRetrySeconds(sent.seconds, attempts);
        return release(claimed, { outcome: 'retry', because: 'busy', seconds });
      }
      case 'paused':
        pausedUntil = await pauseSending(nowMs());
        return release(claimed, retryLater({ outcome: 'paused', until: pausedUntil }));
      case 'unknown':
        return { outcome: 'left-to-recover', because: 'unknown' };
      case 'too-late':
        return { outcome: 'left-to-recover', because: 'too-late' };
      default:
        return sent satisfies never;
    }
  }

  function retryLater(slot: Exclude<TakenSlot, { outcome: 'taken' }>): RetryOutcome {
    switch (slot.outcome) {
      case 'no-time-left':
        return { outcome: 'retry', because: 'no-time-left', seconds: 0 };
      case 'paused': {
        pausedUntil = Math.max(pausedUntil, slot.until);
        const seconds = Math.max(0, Math.ceil((slot.until - nowMs()) / 1_000));
        return {
          outcome: 'retry',
          because: 'paused',
          seconds: Math.min(seconds, MAX_RETRY_SECONDS),
        };
      }
      default:
        return slot satisfies never;
    }
  }

  /** Gives up the claim of an email that did not go to SES, so that a new message can claim it. */
  async function release(
    { deliveryId, claimedAt }: ClaimedDelivery,
    retry: RetryOutcome,
  ): Promise<DeliveryOutcome> {
    // A claim as old as this may be taken over at any moment.
    if (!isFreshClaim(claimedAt, now())) return { outcome: 'left-to-recover', because: 'too-late' };
    const checkAt = nowMs() + retry.seconds * 1_000 + LOST_MESSAGE_MS;
    await ledger.release(deliveryId, {
      claimedAt,
      now: now(),
      checkAt: new Date(checkAt).toISOString(),
    });
    return retry;
  }
}

interface ClaimedDelivery {
  deliveryId: string;
  claimedAt: string;
  /** How often the delivery was claimed, this time included. */
  attempts: number;
}
