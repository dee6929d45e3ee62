import type { DeliveryRequest } from '../../domain/delivery';
import type { SuppressionReason } from '../../domain/subscriber';
import type { PreparedDelivery } from '../deliver';
import type { PrepareDependencies } from './prepare-delivery';

export interface PrepareConfirmationDependencies
  extends Pick<PrepareDependencies, 'emailWriter' | 'now'> {
  findAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
  /** False when the address was asked too often of late. */
  mayRequestConfirmation: (address: string, deliveryId: string, now: string) => Promise<boolean>;
}

type ConfirmRequest = Extract<DeliveryRequest, { kind: 'confirm' }>;

/** The mail that asks an address's owner whether it was they who asked. */
export function prepareConfirmation({
  emailWriter,
  findAddress,
  mayRequestConfirmation,
  now,
}: PrepareConfirmationDependencies) {
  return async (
    { follow, askedAt }: ConfirmRequest,
    deliveryId: string,
  ): Promise<PreparedDelivery> => {
    const { suppressed } = await findAddress(follow.address);
    if (suppressed) return { outcome: 'not-needed', reason: 'suppressed' };
    if (!(await mayRequestConfirmation(follow.address, deliveryId, now()))) {
      return { outcome: 'not-needed', reason: 'asked-too-often' };
    }
    const mail = await emailWriter.confirmation({ deliveryId, follow, askedAt });
    return { outcome: 'ready', mail };
  };
}
