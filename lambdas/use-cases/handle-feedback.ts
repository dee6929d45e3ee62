import type { SesEvent } from '../domain/ses-event';
import type { SuppressionReason } from '../domain/subscriber';

export interface HandleFeedbackDependencies {
  confirmSent: (deliveryId: string, messageId: string, now: string) => Promise<unknown>;
  confirmRejected: (deliveryId: string, reason: string, now: string) => Promise<void>;
  suppress: (address: string, reason: SuppressionReason, at: string) => Promise<void>;
  countSoftBounce: (address: string) => Promise<void>;
  now: () => string;
}

/**
 * Handles an event from SES: finishes accepted deliveries, and suppresses addresses that bounce or
 * complain.
 */
export function handleFeedback(dependencies: HandleFeedbackDependencies) {
  const { confirmSent, confirmRejected, suppress, countSoftBounce, now } = dependencies;
  const suppressAll = async (addresses: string[], reason: SuppressionReason) => {
    for (const address of addresses) await suppress(address, reason, now());
  };
  return async (event: SesEvent): Promise<void> => {
    switch (event.event) {
      case 'sent':
        await confirmSent(event.deliveryId, event.messageId, now());
        return;
      case 'rejected':
        await confirmRejected(event.deliveryId, event.reason, now());
        return;
      case 'bounced':
        if (event.permanent) await suppressAll(event.addresses, 'bounce');
        else for (const address of event.addresses) await countSoftBounce(address);
        return;
      case 'complained':
        await suppressAll(event.addresses, 'complaint');
        return;
      case 'other':
        return;
      default:
        event satisfies never;
    }
  };
}
