import type { ConfirmationRequest, PreparedDelivery } from '../../domain/delivery';
import type { SuppressionReason } from '../../domain/subscriber';
import type { EmailWriter } from './email-writer';

export interface PrepareConfirmationDependencies {
  findAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
  /** False if the address has already been sent too many confirmation emails recently. */
  mayRequestConfirmation: (address: string, deliveryId: string, now: string) => Promise<boolean>;
  emailWriter: Pick<EmailWriter, 'confirmation'>;
  now: () => string;
}

/** Writes the email that asks the owner of an address to confirm a request to follow topics. */
export function prepareConfirmation({
  findAddress,
  mayRequestConfirmation,
  emailWriter,
  now,
}: PrepareConfirmationDependencies) {
  return async (
    { follow, askedAt }: ConfirmationRequest,
    deliveryId: string,
  ): Promise<PreparedDelivery> => {
    const { suppressed } = await findAddress(follow.address);
    if (suppressed) return { outcome: 'not-needed', reason: 'suppressed' };
    if (!(await mayRequestConfirmation(follow.address, deliveryId, now()))) {
      return { outcome: 'not-needed', reason: 'asked-too-often' };
    }
    const email = await emailWriter.confirmation({ deliveryId, follow, askedAt });
    return { outcome: 'ready', email };
  };
}
