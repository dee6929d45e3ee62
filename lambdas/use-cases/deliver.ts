import {
  type ClaimOutcome,
  type DeliveryOutcome,
  type DeliveryRequest,
  type DigestProgress,
  deliveryIdOf,
  type Email,
  type PreparedDelivery,
  type SendOutcome,
  UNCERTAIN_CLAIM_MS,
} from '../domain/delivery';

export interface DeliverDependencies {
  prepare: (request: DeliveryRequest, deliveryId: string) => Promise<PreparedDelivery>;
  ledger: DeliveryLedger;
  /** Ends the digest's round without an email. */
  advanceDigest: (progress: DigestProgress) => Promise<void>;
  send: (email: Email, deliveryId: string) => Promise<SendOutcome>;
  /** Starts an interval of the send rate; the returned function resolves when the interval has passed. */
  pace: () => () => Promise<void>;
  now: () => string;
}

/** The record of every email, which makes sure that each one is sent once. */
export interface DeliveryLedger {
  isFinished: (deliveryId: string) => Promise<boolean>;
  claim: (
    deliveryId: string,
    claim: { request: DeliveryRequest; progress?: DigestProgress; now: string },
  ) => Promise<ClaimOutcome>;
  /** Records that SES accepted the email and the new state of the digests, in one transaction. */
  markSent: (
    deliveryId: string,
    sent: { now: string; messageId: string; progress?: DigestProgress },
  ) => Promise<void>;
  /** Records that the email will never be sent, and why. */
  drop: (
    deliveryId: string,
    dropped: {
      now: string;
      reason: string;
      progress?: DigestProgress;
      /** For a delivery that was never claimed, so that the ledger can say whose it was. */
      request?: DeliveryRequest;
    },
  ) => Promise<void>;
  /** Releases the claim; only for an email that SES certainly does not have. */
  release: (deliveryId: string) => Promise<void>;
}

/**
 * Sends one delivery exactly once: it is claimed in the ledger before it goes to SES, and recorded
 * afterwards. It is safe to run twice, late, or at the same time as another run.
 */
export function deliver({ prepare, ledger, advanceDigest, send, pace, now }: DeliverDependencies) {
  return async (request: DeliveryRequest): Promise<DeliveryOutcome> => {
    const deliveryId = deliveryIdOf(request);
    if (await ledger.isFinished(deliveryId)) return { outcome: 'already-finished' };

    const prepared = await prepare(request, deliveryId);
    const { progress } = prepared;
    const withProgress = progress === undefined ? {} : { progress };
    if (prepared.outcome === 'not-needed') {
      const { reason } = prepared;
      if (progress) await advanceDigest(progress);
      else await ledger.drop(deliveryId, { now: now(), reason, request });
      return { outcome: 'dropped', reason };
    }

    const claim = await ledger.claim(deliveryId, { request, now: now(), ...withProgress });
    if (claim.outcome === 'finished') return { outcome: 'already-finished' };
    if (claim.outcome === 'held') {
      return { outcome: 'retry', because: 'held', seconds: claim.seconds };
    }

    const intervalPassed = pace();
    const sent = await send(prepared.email, deliveryId);
    try {
      return await record(deliveryId, sent, withProgress);
    } finally {
      // After the record: nothing may delay it once SES has accepted the email.
      await intervalPassed();
    }
  };

  /** Records what SES answered. */
  async function record(
    deliveryId: string,
    sent: SendOutcome,
    withProgress: { progress?: DigestProgress },
  ): Promise<DeliveryOutcome> {
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
      case 'busy':
        await ledger.release(deliveryId);
        return { outcome: 'retry', because: 'busy', seconds: sent.seconds };
      case 'unknown':
        return { outcome: 'retry', because: 'unknown', seconds: UNCERTAIN_CLAIM_MS / 1000 };
      default:
        return sent satisfies never;
    }
  }
}
