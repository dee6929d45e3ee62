import { type DeliveryRequest, deliveryIdOf, type GatheredRequest } from '../domain/delivery';
import type { DeliveryOutcome, PreparedDelivery } from '../domain/delivery-outcome';
import type { DeliveryProgress, Gathering } from '../domain/delivery-progress';
import { MAX_RETRY_SECONDS } from '../domain/delivery-retry';
import type { DeliveryLedger } from './delivery-ledger';

export interface FinishWithoutEmailDependencies {
  ledger: DeliveryLedger;
  /** Ends the round without an email. */
  endRound: (progress: DeliveryProgress) => Promise<void>;
  /** Queues deliveries again, to be received after `delaySeconds` (at most 900). */
  requeue: (requests: DeliveryRequest[], delaySeconds: number) => Promise<void>;
  now: () => string;
}

export type RetryOutcome = Extract<DeliveryOutcome, { outcome: 'retry' }>;

/** For an email whose recipient changed a preference: the new message prepares it again. */
export const PREPARE_AGAIN: RetryOutcome = { outcome: 'retry', because: 'changed', seconds: 0 };

/** Finishes a delivery that sends no email itself: it is not needed, gathered with others, or postponed. */
export function finishWithoutEmail({
  ledger,
  endRound,
  requeue,
  now,
}: FinishWithoutEmailDependencies) {
  return async (
    deliveryId: string,
    request: DeliveryRequest,
    prepared: Exclude<PreparedDelivery, { outcome: 'ready' }>,
  ): Promise<DeliveryOutcome> => {
    switch (prepared.outcome) {
      case 'not-needed': {
        const { reason, progress } = prepared;
        if (progress) await endRound(progress);
        else await ledger.drop(deliveryId, { now: now(), reason, request });
        return { outcome: 'dropped', reason };
      }
      case 'gather': {
        const { gathering } = prepared;
        const { outcome } = await ledger.gather(deliveryId, { request, now: now(), gathering });
        if (outcome === 'finished') return { outcome: 'already-finished' };
        if (outcome === 'held') return { outcome: 'left-to-recover', because: 'held' };
        if (outcome === 'outdated') return PREPARE_AGAIN;
        const { subscriberId, round } = gathering;
        const later: GatheredRequest = { kind: 'gathered', subscriberId, round };
        await queueGathered(later, gathering);
        return { outcome: 'gathered', until: gathering.until, into: deliveryIdOf(later) };
      }
      case 'postpone': {
        const { progress } = prepared;
        const { outcome } = await ledger.postpone(deliveryId, { request, now: now(), progress });
        if (outcome === 'finished') return { outcome: 'already-finished' };
        if (outcome === 'held') return { outcome: 'left-to-recover', because: 'held' };
        return { outcome: 'dropped', reason: 'postponed' };
      }
      default:
        return prepared satisfies never;
    }
  };

  /**
   * Queues the email with gathered alerts for the end of their window. The schedule of digests queues it
   * too, a little later: it is in the same index.
   */
  async function queueGathered(
    later: GatheredRequest,
    { until, isFirst }: Gathering,
  ): Promise<void> {
    const seconds = Math.max(0, Math.ceil((Date.parse(until) - Date.parse(now())) / 1_000));
    if (!isFirst || seconds > MAX_RETRY_SECONDS) return;
    await requeue([later], seconds);
  }
}
