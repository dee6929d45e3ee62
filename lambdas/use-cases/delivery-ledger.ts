import type { DeliveryRequest, EmailContents } from '../domain/delivery';
import type { ClaimOutcome, GatherOutcome, PostponeOutcome } from '../domain/delivery-outcome';
import type { DeliveryProgress, Gathering } from '../domain/delivery-progress';
import type { AccountReference } from '../domain/requested-email';

/** The record of every email, which makes sure that each one is sent once. */
export interface DeliveryLedger {
  /** Whether the delivery was finished a moment ago. Only `claim` decides. */
  isFinished: (deliveryId: string) => Promise<boolean>;
  claim: (
    deliveryId: string,
    claim: {
      request: DeliveryRequest;
      progress?: DeliveryProgress;
      contents?: EmailContents;
      account?: AccountReference;
      now: string;
    },
  ) => Promise<ClaimOutcome>;
  /** Ends the round, and then records that SES accepted the email. */
  markSent: (
    deliveryId: string,
    sent: { now: string; messageId: string; progress?: DeliveryProgress },
  ) => Promise<void>;
  /** Records that the email will never be sent, and why. An unclaimed delivery needs its request. */
  drop: (
    deliveryId: string,
    dropped: {
      now: string;
      reason: string;
      request?: DeliveryRequest;
      progress?: DeliveryProgress;
    },
  ) => Promise<void>;
  /**
   * Adds the alert to those that are sent together later, and finishes its own delivery, unless another
   * worker has claimed or finished it.
   */
  gather: (
    deliveryId: string,
    gathered: { request: DeliveryRequest; now: string; gathering: Gathering },
  ) => Promise<GatherOutcome>;
  /**
   * Ends the round without an email, and finishes its delivery in the same transaction, unless another
   * worker has claimed or finished it: SES may have its email, and what it contains must not be sent again.
   */
  postpone: (
    deliveryId: string,
    postponed: { request: DeliveryRequest; now: string; progress: DeliveryProgress },
  ) => Promise<PostponeOutcome>;
  /**
   * Releases the claim that was made at `claimedAt`, but no later one; only for an email that SES
   * certainly does not have. `checkAt`: when `recover` queues the delivery, if nothing else has.
   */
  release: (
    deliveryId: string,
    released: { claimedAt: string; now: string; checkAt: string },
  ) => Promise<void>;
}
