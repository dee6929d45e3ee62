import { readAddress } from '../domain/address';
import {
  DEFAULT_WORDING_LANGUAGE,
  type WordingLanguage,
} from '../domain/languages/wording-language';
import type { Refused } from '../domain/refusal';
import type { Subscriber, SubscriberFile, SuppressionReason } from '../domain/subscriber';
import type { RequestEmail } from './request-email';

export interface ChangeAddressDependencies {
  findAddress: (address: string) => Promise<{ suppressed?: SuppressionReason }>;
  requestEmail: RequestEmail;
  now: () => string;
}

export type ChangeAddressOutcome =
  /** The same whether or not the address can be used: only its owner may find out. */
  { outcome: 'asked'; address: string } | { outcome: 'same' } | { outcome: 'limited' } | Refused;

/**
 * Asks the owner of a new address to confirm that the subscriber moves to it. Nothing changes until they
 * do. An address that must not be emailed gets nothing.
 */
export function changeAddress({ findAddress, requestEmail, now }: ChangeAddressDependencies) {
  return async ({ subscriber }: SubscriberFile, email: string): Promise<ChangeAddressOutcome> => {
    const read = readAddress(email);
    if (read.outcome === 'refused') return read;
    const address = read.value;
    if (address === subscriber.address) return { outcome: 'same' };
    const { suppressed } = await findAddress(address);
    if (suppressed !== undefined) return { outcome: 'asked', address };
    const requested = await requestEmail({
      about: 'change-address',
      address,
      subscriberId: subscriber.subscriberId,
      wordingLanguage: languageOf(subscriber),
      askedAt: now(),
    });
    return requested === 'limited' ? { outcome: 'limited' } : { outcome: 'asked', address };
  };
}

export interface ConfirmAddressDependencies {
  subscriberFile: (subscriberId: string) => Promise<SubscriberFile | undefined>;
  /** False if somebody has the address, it must not be emailed, or the subscriber moved meanwhile. */
  moveAddress: (subscriber: Subscriber, address: string, at: string) => Promise<boolean>;
  requestEmail: RequestEmail;
  now: () => string;
}

export type ConfirmAddressOutcome =
  /** Also if it was changed before. */
  | { outcome: 'changed'; subscriber: Subscriber }
  | { outcome: 'unavailable'; subscriber: Subscriber }
  /** The subscriber has moved since the link was made, so it no longer counts. */
  | { outcome: 'superseded' }
  | { outcome: 'erased' };

/**
 * Moves the subscriber to the address whose owner opened the link (`issuedAt` is ISO 8601), and tells the
 * owner of the former one.
 */
export function confirmAddress(dependencies: ConfirmAddressDependencies) {
  const { subscriberFile, moveAddress, requestEmail, now } = dependencies;
  return async (
    { sub, address }: { sub: string; address: string },
    issuedAt: string,
  ): Promise<ConfirmAddressOutcome> => {
    const file = await subscriberFile(sub);
    if (file === undefined) return { outcome: 'erased' };
    const { subscriber } = file;
    if (subscriber.address === address) return { outcome: 'changed', subscriber };
    if (isSuperseded(subscriber, issuedAt)) return { outcome: 'superseded' };
    const at = now();
    if (!(await moveAddress(subscriber, address, at))) {
      return { outcome: 'unavailable', subscriber };
    }
    if (subscriber.suppressed === undefined) {
      await requestEmail({
        about: 'address-changed',
        address: subscriber.address,
        subscriberId: sub,
        wordingLanguage: languageOf(subscriber),
        askedAt: at,
      });
    }
    return { outcome: 'changed', subscriber: { ...subscriber, address } };
  };
}

/** Links have their time in whole seconds, rounded down. */
function isSuperseded({ addressChangedAt }: Subscriber, issuedAt: string): boolean {
  return addressChangedAt !== undefined && Date.parse(issuedAt) <= Date.parse(addressChangedAt);
}

function languageOf({ wordingLanguage }: Subscriber): WordingLanguage {
  return wordingLanguage ?? DEFAULT_WORDING_LANGUAGE;
}
