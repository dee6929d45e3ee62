import { deliveryIdOf } from '../domain/delivery';
import { gotBefore } from '../domain/delivery-record';
import type { FanOutDependencies } from '../use-cases/fan-out';
import type { DeliveryLog } from './delivery-log';

/** Those who got an edition of a briefing before it was corrected, from the ledger, page by page. */
export function correctionRecipients(
  log: Pick<DeliveryLog, 'ofBriefing'>,
): FanOutDependencies['recipientsOf'] {
  return async ({ briefingId, edition, correctedAt }, after) => {
    const { deliveries, next } = await log.ofBriefing(briefingId, after);
    const subscriberIds = deliveries.flatMap((delivery) => {
      const { subscriberId, deliveryId } = delivery;
      if (subscriberId === undefined || !gotBefore(delivery, correctedAt)) return [];
      const ofEdition = deliveryIdOf({ kind: 'alert', briefingId, edition, subscriberId });
      return deliveryId === ofEdition ? [subscriberId] : [];
    });
    return { subscriberIds, ...(next === undefined ? {} : { next }) };
  };
}
