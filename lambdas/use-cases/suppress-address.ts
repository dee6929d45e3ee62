import { readAddress } from '../domain/address';
import type { SuppressionReason } from '../domain/subscriber';

export interface SuppressAddressDependencies {
  findAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
  suppress: (address: string, reason: SuppressionReason, at: string, why?: string) => Promise<void>;
  /** Returns false if the address was not suppressed. */
  unsuppress: (address: string, at: string, why: string) => Promise<boolean>;
  /** SES's own list of the account. */
  suppressionList: {
    add: (address: string, reason: SuppressionReason) => Promise<void>;
    remove: (address: string) => Promise<boolean>;
  };
  now: () => string;
}

export type SuppressOutcome =
  /** `reason` is the first one, which is kept if the address was suppressed already. */
  | { outcome: 'suppressed' | 'already-suppressed'; reason: SuppressionReason }
  | { outcome: 'refused'; reason: string };

export type UnsuppressOutcome =
  /** `onList`: it was on SES's list too. */
  | { outcome: 'unsuppressed' | 'not-suppressed'; onList: boolean }
  | { outcome: 'refused'; reason: string };

/** Makes sure that an address is never emailed again, by us and by SES. Safe to repeat. */
export function suppressAddress(dependencies: SuppressAddressDependencies) {
  const { findAddress, suppress, suppressionList, now } = dependencies;
  return async (email: string, why: string): Promise<SuppressOutcome> => {
    const address = readAddress(email);
    if (address.outcome === 'refused') return address;
    const { suppressed } = await findAddress(address.value);
    await suppress(address.value, 'request', now(), why);
    // Even if we had suppressed it: an earlier run may have ended between the two.
    await suppressionList.add(address.value, suppressed ?? 'request');
    return suppressed === undefined
      ? { outcome: 'suppressed', reason: 'request' }
      : { outcome: 'already-suppressed', reason: suppressed };
  };
}

/** Lets an address be emailed again. Safe to repeat. */
export function unsuppressAddress(dependencies: SuppressAddressDependencies) {
  const { unsuppress, suppressionList, now } = dependencies;
  return async (email: string, why: string): Promise<UnsuppressOutcome> => {
    const address = readAddress(email);
    if (address.outcome === 'refused') return address;
    // SES's list first: until ours is changed too, nothing is sent that SES would bounce.
    const onList = await suppressionList.remove(address.value);
    const wasSuppressed = await unsuppress(address.value, now(), why);
    return { outcome: wasSuppressed ? 'unsuppressed' : 'not-suppressed', onList };
  };
}
