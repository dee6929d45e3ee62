import type { SuppressionReason } from '../domain/subscriber';

/** What SES says of a mail. */
export type SesEvent =
  | { event: 'sent'; deliveryId: string; messageId: string }
  | { event: 'rejected'; deliveryId: string; reason: string }
  | { event: 'bounced'; lasting: boolean; addresses: string[] }
  | { event: 'complained'; addresses: string[] }
  | { event: 'other' };

export interface HandleFeedbackDependencies {
  confirmSent: (deliveryId: string, messageId: string, now: string) => Promise<unknown>;
  confirmRejected: (deliveryId: string, reason: string, now: string) => Promise<void>;
  suppress: (address: string, reason: SuppressionReason, at: string) => Promise<void>;
  countSoftBounce: (address: string) => Promise<void>;
  now: () => string;
}

/** Records what SES says: accepted mails are done, addresses that must not be mailed are suppressed. */
export function handleFeedback(deps: HandleFeedbackDependencies) {
  const suppressAll = async (addresses: string[], reason: SuppressionReason) => {
    for (const address of addresses) await deps.suppress(address, reason, deps.now());
  };
  return async (word: SesEvent): Promise<void> => {
    switch (word.event) {
      case 'sent':
        await deps.confirmSent(word.deliveryId, word.messageId, deps.now());
        return;
      case 'rejected':
        await deps.confirmRejected(word.deliveryId, word.reason, deps.now());
        return;
      case 'bounced':
        if (word.lasting) await suppressAll(word.addresses, 'bounce');
        else for (const address of word.addresses) await deps.countSoftBounce(address);
        return;
      case 'complained':
        await suppressAll(word.addresses, 'complaint');
        return;
      case 'other':
        return;
      default:
        word satisfies never;
    }
  };
}
