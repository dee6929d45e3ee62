import {
  CONFIRMATION_RETENTION_MS,
  type ConfirmationRequest,
  type DropReason,
  type PreparedDelivery,
  type StoredConfirmation,
} from '../../domain/delivery';
import type { SuppressionReason } from '../../domain/subscriber';
import type { EmailWriter } from './email-writer';

export interface PrepareConfirmationDependencies {
  /** Undefined if the request was deleted because it is too old. */
  findConfirmation: (deliveryId: string) => Promise<StoredConfirmation | undefined>;
  findAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
  emailWriter: Pick<EmailWriter, 'confirmation'>;
  now: () => string;
}

/** Writes the email that asks the owner of an address to confirm a request to follow topics. */
export function prepareConfirmation({
  findConfirmation,
  findAddress,
  emailWriter,
  now,
}: PrepareConfirmationDependencies) {
  return async ({ deliveryId }: ConfirmationRequest): Promise<PreparedDelivery> => {
    const confirmation = await findConfirmation(deliveryId);
    if (confirmation === undefined) return notNeeded('expired');
    const { follow, askedAt } = confirmation;
    // DynamoDB deletes expired items within a few days only.
    const age = Date.parse(now()) - Date.parse(askedAt);
    if (age > CONFIRMATION_RETENTION_MS) return notNeeded('expired');

    const { suppressed } = await findAddress(follow.address);
    if (suppressed) return notNeeded('suppressed');
    const email = await emailWriter.confirmation({ deliveryId, follow, askedAt });
    return { outcome: 'ready', email };
  };
}

function notNeeded(reason: DropReason): PreparedDelivery {
  return { outcome: 'not-needed', reason };
}
