import { readAddress } from '../domain/address';
import type { SuppressionReason } from '../domain/subscriber';

export interface FindSubscriberDependencies {
  /** What is stored about the address, whether or not a subscriber has it. */
  findAddress: (address: string) => Promise<{
    subscriberId?: string;
    suppressed?: SuppressionReason;
    softBounces?: number;
  }>;
}

export type FindSubscriberOutcome =
  /** `softBounces` counts temporary bounces, for example because the mailbox was full. */
  | { outcome: 'found'; subscriberId: string; softBounces: number }
  /** No subscriber has the address. If it is suppressed, `suppressed` says why. */
  | { outcome: 'unknown'; suppressed?: SuppressionReason }
  | { outcome: 'refused'; reason: string };

/** Finds the subscriber who has an email address. */
export function findSubscriber({ findAddress }: FindSubscriberDependencies) {
  return async (email: string): Promise<FindSubscriberOutcome> => {
    const address = readAddress(email);
    if (address.outcome === 'refused') return address;
    const { subscriberId, suppressed, softBounces = 0 } = await findAddress(address.value);
    if (subscriberId !== undefined) return { outcome: 'found', subscriberId, softBounces };
    return { outcome: 'unknown', ...(suppressed === undefined ? {} : { suppressed }) };
  };
}
