import type { DeliveryRequest } from '../domain/delivery';
import type { SuppressionReason } from '../domain/subscriber';
import type { Prepared } from './deliver';
import type { PrepareAny } from './prepare-delivery';

export interface PrepareConfirmation extends Pick<PrepareAny, 'write'> {
  knownAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
}

type ConfirmRequest = Extract<DeliveryRequest, { kind: 'confirm' }>;

/** The mail that asks an address's owner whether it was they who asked. */
export function prepareConfirmation({ write, knownAddress }: PrepareConfirmation) {
  return async ({ follow, askedAt }: ConfirmRequest, deliveryId: string): Promise<Prepared> => {
    const { suppressed } = await knownAddress(follow.address);
    if (suppressed) return { outcome: 'not-needed', reason: 'suppressed' };
    const mail = await write.confirmation({ deliveryId, follow, askedAt });
    return { outcome: 'ready', mail };
  };
}
