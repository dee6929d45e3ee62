import { type DeliveryRequest, deliveryIdOf } from '../domain/delivery';
import type { DigestState } from '../domain/digest-window';
import type { DigestFrequency } from '../domain/frequency';

/** A mail that is written and waits for its claim. */
export interface Email {
  to: string;
  raw: Uint8Array;
}

/** Where the subscriber's digests stand once this round is over. */
export interface DigestProgress {
  subscriberId: string;
  frequency: DigestFrequency;
  /** The round that ends; the next one has the next number. */
  round: number;
  next: DigestState;
  /** ISO 8601; absent when the subscriber follows nothing at this frequency any more. */
  nextDueAt?: string;
  /** The plan's `follows` when the topics were read. */
  follows: number;
}

export type DropReason =
  | 'unsubscribed'
  | 'suppressed'
  | 'erased'
  | 'withdrawn'
  | 'refused'
  | 'superseded'
  | 'asked-too-often'
  | 'nothing-new';

export type PreparedDelivery =
  | { outcome: 'ready'; mail: Email; progress?: DigestProgress }
  | { outcome: 'not-needed'; reason: DropReason; progress?: DigestProgress };

export type ClaimOutcome =
  | { outcome: 'claimed' }
  | { outcome: 'finished' }
  | { outcome: 'held'; seconds: number };

/** What SES said of a mail. `unknown`: the connection broke, and it may or may not have the mail. */
export type SendOutcome =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'refused'; code: string }
  | { outcome: 'busy'; code: string; seconds: number }
  | { outcome: 'unknown'; code: string };

export interface DeliverDependencies {
  prepare: (request: DeliveryRequest, deliveryId: string) => Promise<PreparedDelivery>;
  ledger: {
    isFinished: (deliveryId: string) => Promise<boolean>;
    claim: (
      deliveryId: string,
      claim: { request: DeliveryRequest; progress?: DigestProgress; now: string },
    ) => Promise<ClaimOutcome>;
    /** Records that SES has it, and where the subscriber's digests stand now, in one step. */
    markSent: (
      deliveryId: string,
      sent: { now: string; messageId: string; progress?: DigestProgress },
    ) => Promise<void>;
    /** Records that it will never be sent, and why. */
    drop: (
      deliveryId: string,
      dropped: { now: string; reason: string; progress?: DigestProgress },
    ) => Promise<void>;
    /** Gives the claim back: SES surely does not have the mail. */
    release: (deliveryId: string) => Promise<void>;
  };
  /** Moves the subscriber's digests on without a mail. */
  advanceDigest: (progress: DigestProgress) => Promise<void>;
  send: (mail: Email, deliveryId: string) => Promise<SendOutcome>;
  /** Counts from now; what it gives waits until the send rate allows the next mail. */
  pace: () => () => Promise<void>;
  now: () => string;
}

export type DeliveryOutcome =
  | { outcome: 'sent'; messageId: string }
  | { outcome: 'finished-before' }
  | { outcome: 'dropped'; reason: DropReason }
  | { outcome: 'try-again'; seconds: number; because: 'held' | 'busy' | 'unknown' };

/**
 * After a broken connection or a crash, SES's own Send event says within seconds whether it had the
 * mail. Only when none came for this long (ms) is the mail sent again.
 */
export const UNCERTAIN_CLAIM_MS = 10 * 60_000;

/**
 * Sends one delivery, once: claimed in the ledger before SES hears of it, recorded after. May run
 * twice, late or beside itself.
 */
export function deliver(deps: DeliverDependencies) {
  const { ledger, now } = deps;
  return async (request: DeliveryRequest): Promise<DeliveryOutcome> => {
    const deliveryId = deliveryIdOf(request);
    if (await ledger.isFinished(deliveryId)) return { outcome: 'finished-before' };

    const prepared = await deps.prepare(request, deliveryId);
    const { progress } = prepared;
    const moved = progress === undefined ? {} : { progress };
    if (prepared.outcome === 'not-needed') {
      const { reason } = prepared;
      if (progress) await deps.advanceDigest(progress);
      else await ledger.drop(deliveryId, { now: now(), reason });
      return { outcome: 'dropped', reason };
    }

    const claim = await ledger.claim(deliveryId, { request, now: now(), ...moved });
    if (claim.outcome === 'finished') return { outcome: 'finished-before' };
    if (claim.outcome === 'held') {
      return { outcome: 'try-again', because: 'held', seconds: claim.seconds };
    }

    const untilNext = deps.pace();
    const sent = await deps.send(prepared.mail, deliveryId);
    try {
      return await settle(deliveryId, sent, moved);
    } finally {
      // After the record, not before: nothing may stand between SES's yes and ours.
      await untilNext();
    }
  };

  /** Records what became of the mail. */
  async function settle(
    deliveryId: string,
    sent: SendOutcome,
    moved: { progress?: DigestProgress },
  ): Promise<DeliveryOutcome> {
    switch (sent.outcome) {
      case 'accepted':
        await ledger.markSent(deliveryId, { now: now(), messageId: sent.messageId, ...moved });
        return { outcome: 'sent', messageId: sent.messageId };
      case 'refused':
        await ledger.drop(deliveryId, { now: now(), reason: `refused: ${sent.code}`, ...moved });
        return { outcome: 'dropped', reason: 'refused' };
      case 'busy':
        await ledger.release(deliveryId);
        return { outcome: 'try-again', because: 'busy', seconds: sent.seconds };
      case 'unknown':
        return { outcome: 'try-again', because: 'unknown', seconds: UNCERTAIN_CLAIM_MS / 1000 };
      default:
        return sent satisfies never;
    }
  }
}
