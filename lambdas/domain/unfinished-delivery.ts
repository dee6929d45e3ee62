import { msBetween, provesEventsBefore, type SendEventsMark } from './send-events';

/** An entry of the ledger that is not finished. Times are ISO 8601. */
export type UnfinishedDelivery =
  /** Nobody is working on it: it was never claimed, or its claim was released. */
  | {
      status: 'waiting';
      /** How often `recover` has queued it since its last claim. */
      requeues: number;
    }
  /** A worker claimed it. Until it is finished, SES may or may not have the email. */
  | { status: 'claimed'; claimedAt: string; suspectedAt?: string };

/** What `recover` does with an entry. `checkAt` is when it looks at the entry next. */
export type UnfinishedStep =
  | { step: 'none' }
  /** The worker has probably crashed. */
  | { step: 'suspect'; claimedAt: string; checkAt: string }
  /** SES may have the email, until later Send events show that its own would have arrived. */
  | { step: 'await-proof' }
  /** SES does not have the email: the claim ends, and the delivery is queued. */
  | { step: 'release'; suspectedAt: string; checkAt: string }
  | { step: 'queue'; checkAt: string };

/** What `recover` knows apart from the entry. */
export interface RecoveryState {
  now: string;
  sendEvents: SendEventsMark | undefined;
  /** The account's quota is used up, so queueing would only fill the queue. */
  isSendingPaused: boolean;
}

/**
 * When (ms) a claim is suspected. By then its worker has certainly stopped: an email is given to SES
 * only within a minute of its claim, and a function that works through a queue runs for 30 seconds.
 */
export const SUSPECT_AFTER_MS = 3 * 60_000;

/**
 * How long (ms) a claim is suspected before it may be released: two runs of `recover`, with ten seconds
 * for runs that start a little early. SNS does not keep the order of events, so this also bounds by how
 * much a later event may overtake the one that is waited for.
 */
export const RELEASE_AFTER_MS = 110_000;

/** A released delivery that is still waiting after this time (ms) is queued again. */
const CHECK_RELEASED_AFTER_MS = 2 * 60_000;

/** `recover` queues a waiting delivery this long (ms) after the message that should have come. */
export const LOST_MESSAGE_MS = 15 * 60_000;

/** The first break (ms) between two times that a waiting delivery is queued; it doubles with each. */
const MIN_REQUEUE_MS = 15 * 60_000;
const MAX_REQUEUE_MS = 4 * 3_600_000;

/** Send events that are more recent than this (ms) prove that the path is alive, so no probe is needed. */
const RECENT_EVENT_MS = 30_000;

/**
 * Decides what happens with an entry that is due for a check. A claim is never taken over because of
 * its age alone: only when Send events show that SES's event about this email would have arrived.
 */
export function decideUnfinishedStep(
  delivery: UnfinishedDelivery,
  { now, sendEvents, isSendingPaused }: RecoveryState,
): UnfinishedStep {
  const after = (ms: number) => new Date(Date.parse(now) + ms).toISOString();
  switch (delivery.status) {
    case 'waiting':
      return isSendingPaused
        ? { step: 'none' }
        : { step: 'queue', checkAt: after(requeueDelayMs(delivery.requeues)) };
    case 'claimed': {
      const { claimedAt, suspectedAt } = delivery;
      if (suspectedAt === undefined) {
        return msBetween(claimedAt, now) < SUSPECT_AFTER_MS
          ? { step: 'none' }
          : { step: 'suspect', claimedAt, checkAt: after(RELEASE_AFTER_MS) };
      }
      const isProven =
        msBetween(suspectedAt, now) >= RELEASE_AFTER_MS &&
        provesEventsBefore(sendEvents, suspectedAt);
      if (!isProven) return { step: 'await-proof' };
      return isSendingPaused
        ? { step: 'none' }
        : { step: 'release', suspectedAt, checkAt: after(CHECK_RELEASED_AFTER_MS) };
    }
    default:
      return delivery satisfies never;
  }
}

/**
 * Whether to send a probe: an email to the mailbox simulator, whose Send event shows that the path of
 * events is alive. Only needed if a claim is suspected and no other email has shown it just now.
 */
export function needsProbe(
  steps: readonly UnfinishedStep['step'][],
  { now, sendEvents, isSendingPaused }: RecoveryState,
): boolean {
  const isSuspected = steps.some((step) => step === 'suspect' || step === 'await-proof');
  const isRecent =
    sendEvents !== undefined && msBetween(sendEvents.handledAt, now) < RECENT_EVENT_MS;
  return isSuspected && !isRecent && !isSendingPaused;
}

/** How long (ms) after a delivery was queued the `requeues + 1`st time it is queued again. */
function requeueDelayMs(requeues: number): number {
  return Math.min(MIN_REQUEUE_MS * 2 ** requeues, MAX_REQUEUE_MS);
}
