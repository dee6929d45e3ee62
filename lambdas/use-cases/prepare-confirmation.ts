import type { DeliveryRequest } from '../domain/delivery';
import type { SuppressionReason } from '../domain/subscriber';
import type { Prepared } from './deliver';
import type { PrepareAny } from './prepare-delivery';

export interface PrepareConfirmation extends Pick<PrepareAny, 'write' | 'now'> {
  knownAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
  /** False when the address was asked too often of late. */
  mayAsk: (address: string, deliveryId: string, now: string) => Promise<boolean>;
}

type ConfirmRequest = Extract<DeliveryRequest, { kind: 'confirm' }>;

/** The mail that asks an address's owner whether it was they who asked. */
export function prepareConfirmation({ write, knownAddress, mayAsk, now }: PrepareConfirmation) {
  return async ({ follow, askedAt }: ConfirmRequest, deliveryId: string): Promise<Prepared> => {
    const { suppressed } = await knownAddress(follow.address);
    if (suppressed) return { outcome: 'not-needed', reason: 'suppressed' };
    if (!(await mayAsk(follow.address, deliveryId, now()))) {
      return { outcome: 'not-needed', reason: 'asked-too-often' };
    }
    const mail = await write.confirmation({ deliveryId, follow, askedAt });
    return { outcome: 'ready', mail };
  };
}
