import * as z from 'zod/mini';
import { addressKey } from './address';
import {
  type AccountRequest,
  type ConfirmationRequest,
  followRequestSchema,
  hash,
} from './delivery';
import { WORDING_LANGUAGES } from './languages/wording-language';

const toSubscriber = {
  subscriberId: z.string(),
  wordingLanguage: z.enum(WORDING_LANGUAGES),
  /** ISO 8601. */
  askedAt: z.string(),
};

/**
 * An email that someone asked for on a page, stored in the ledger until it is sent. Whether it may be sent
 * is decided later, so that the answer on the page does not depend on it.
 */
export const requestedEmailSchema = z.discriminatedUnion('about', [
  /** Asks the owner of an address to confirm that they want to follow topics. */
  z.object({
    about: z.literal('follow'),
    follow: followRequestSchema,
    /** ISO 8601. */
    askedAt: z.string(),
    /** Identifies the network that it came from, under a hash; absent if the operator asked. */
    from: z.exactOptional(z.string()),
    /** A program filled in the form: it was answered as always, but gets no email. */
    isProgram: z.exactOptional(z.literal(true)),
    /** It was asked for with an older link: someone who has confirmed since gets a link to manage instead. */
    isNewLink: z.exactOptional(z.literal(true)),
  }),
  /** Asks the owner of the new `address` to confirm that the subscriber moves to it. */
  z.object({ about: z.literal('change-address'), address: z.string(), ...toSubscriber }),
  /** Tells the owner of the old `address` that the subscriber has moved to another one. */
  z.object({ about: z.literal('address-changed'), address: z.string(), ...toSubscriber }),
  /** A link to the manage page, for the subscriber's address. */
  z.object({ about: z.literal('manage-link'), subscriberId: z.string(), askedAt: z.string() }),
]);
export type RequestedEmail = z.output<typeof requestedEmailSchema>;

/** What someone asked for who wants to follow topics. */
export type RequestedConfirmation = Extract<RequestedEmail, { about: 'follow' }>;
/** A request for an email about a subscriber's account. */
export type AccountEmailRequest = Exclude<RequestedEmail, { about: 'follow' }>;
export type AccountEmail = AccountEmailRequest['about'];

/** The same email, whether about topics or an account, is requested at most once in this time (ms). */
export const REPEAT_AFTER_MS = 10 * 60_000;

/**
 * The id of the email in the ledger. For an email about an account it is the same for each request of
 * `REPEAT_AFTER_MS`, counted from the epoch. A subscriber's requests to change their address are all the
 * same, whatever the new address, so that nobody sends emails to many strangers.
 */
export function requestedEmailIdOf(requested: RequestedEmail): string {
  return idInWindow(requested, 0);
}

/** The id of the same email if it was requested in the time before. */
export function previousEmailIdOf(requested: AccountEmailRequest): string {
  return idInWindow(requested, 1);
}

function idInWindow(requested: RequestedEmail, windowsBefore: number): string {
  const window = Math.floor(Date.parse(requested.askedAt) / REPEAT_AFTER_MS) - windowsBefore;
  switch (requested.about) {
    case 'follow': {
      // Whether a request repeats an earlier one is decided by `judgeMailboxRequest`.
      const { address, wordingLanguage: _, ...follow } = requested.follow;
      return `confirm-${hash(addressKey(address), follow)}-${Date.parse(requested.askedAt)}`;
    }
    case 'address-changed':
      return `address-changed-${hash(requested.subscriberId, addressKey(requested.address))}-${window}`;
    case 'change-address':
    case 'manage-link':
      return `${requested.about}-${hash(requested.subscriberId)}-${window}`;
    default:
      return requested satisfies never;
  }
}

/** What a delivery of the kind `account` is about, by its id. */
export function accountEmailOf(deliveryId: string): AccountEmail | undefined {
  const about: AccountEmail[] = ['change-address', 'address-changed', 'manage-link'];
  return about.find((one) => deliveryId.startsWith(`${one}-`));
}

/** The delivery of the email, as it is queued. */
export function deliveryOf(requested: RequestedEmail): ConfirmationRequest | AccountRequest {
  const deliveryId = requestedEmailIdOf(requested);
  return requested.about === 'follow'
    ? { kind: 'confirm', deliveryId }
    : { kind: 'account', deliveryId, subscriberId: requested.subscriberId };
}
