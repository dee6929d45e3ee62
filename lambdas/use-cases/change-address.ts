import { readAddress } from '../domain/address';
import type { DeliveryRequest } from '../domain/delivery';
import {
  DEFAULT_WORDING_LANGUAGE,
  type WordingLanguage,
} from '../domain/languages/wording-language';
import type { Refused } from '../domain/refusal';
import { deliveryOf, type RequestedEmail } from '../domain/requested-email';
import type { Subscriber, SubscriberFile } from '../domain/subscriber';
import type { RequestEmail } from './request-email';

export interface ChangeAddressDependencies {
  requestEmail: RequestEmail;
  now: () => string;
}

export type ChangeAddressOutcome =
  /** The same whether or not the address can be used: only its owner may find out. */
  { outcome: 'asked'; address: string } | { outcome: 'same' } | { outcome: 'limited' } | Refused;

/**
 * Asks the owner of a new address to confirm that the subscriber moves to it. Nothing changes until they
 * do. Whether the address must not be emailed is looked up later (`prepareRequested`), so that a second
 * request is answered alike, too.
 */
export function changeAddress({ requestEmail, now }: ChangeAddressDependencies) {
  return async ({ subscriber }: SubscriberFile, email: string): Promise<ChangeAddressOutcome> => {
    const read = readAddress(email);
    if (read.outcome === 'refused') return read;
    const address = read.value;
    if (address === subscriber.address) return { outcome: 'same' };
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
  /** Forgets what was asked for the mailbox: its owner has just shown that they read it. */
  settleMailbox: (address: string, at: string) => Promise<void>;
  /** False if the same email is on its way already. */
  storeRequest: (requested: RequestedEmail, now: string) => Promise<boolean>;
  sendDeliveries: (requests: DeliveryRequest[]) => Promise<void>;
  now: () => string;
}

export type ConfirmAddressOutcome =
  | { outcome: 'changed'; subscriber: Subscriber }
  /** The link was used before: whoever finds it later must not get into the subscription. */
  | { outcome: 'changed-before'; subscriber: Subscriber }
  | { outcome: 'unavailable'; subscriber: Subscriber }
  /** The subscriber has moved since the link was made, so it no longer counts. */
  | { outcome: 'superseded' }
  | { outcome: 'erased' };

/**
 * Moves the subscriber to the address whose owner opened the link (`issuedAt` is ISO 8601), and tells the
 * owner of the former one. What is told is stored before the move: if the function dies right after it,
 * `recover` sends the email. If nobody moves, the email is dropped when it is written.
 */
export function confirmAddress(dependencies: ConfirmAddressDependencies) {
  const { subscriberFile, moveAddress, settleMailbox, storeRequest, sendDeliveries, now } =
    dependencies;
  return async (
    { sub, address }: { sub: string; address: string },
    issuedAt: string,
  ): Promise<ConfirmAddressOutcome> => {
    const file = await subscriberFile(sub);
    if (file === undefined) return { outcome: 'erased' };
    const { subscriber } = file;
    if (subscriber.address === address) return { outcome: 'changed-before', subscriber };
    if (isSuperseded(subscriber, issuedAt)) return { outcome: 'superseded' };
    const at = now();
    const notice: RequestedEmail = {
      about: 'address-changed',
      address: subscriber.address,
      subscriberId: sub,
      wordingLanguage: languageOf(subscriber),
      askedAt: at,
    };
    const isTold = subscriber.suppressed === undefined;
    if (isTold) await storeRequest(notice, at);
    if (!(await moveAddress(subscriber, address, at))) {
      return { outcome: 'unavailable', subscriber };
    }
    await settleMailbox(address, at);
    // Also if it was stored before, by a run that moved nobody: the ledger sends it once at most.
    if (isTold) await sendDeliveries([deliveryOf(notice)]);
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
