import * as z from 'zod';
import { followRequestSchema } from './delivery';
import { WORDING_LANGUAGES } from './languages/wording-language';

const toSubscriber = {
  subscriberId: z.string(),
  wordingLanguage: z.enum(WORDING_LANGUAGES),
  /** ISO 8601. */
  askedAt: z.string(),
};

/**
 * An email that someone asked for on a page, stored in the ledger until it is sent: it goes to `address`,
 * which is not always the address of a subscriber.
 */
export const requestedEmailSchema = z.discriminatedUnion('about', [
  /** Asks the owner of an address to confirm that they want to follow topics. */
  z.object({ about: z.literal('follow'), follow: followRequestSchema, askedAt: z.string() }),
  /** Asks the owner of the new `address` to confirm that the subscriber moves to it. */
  z.object({ about: z.literal('change-address'), address: z.string(), ...toSubscriber }),
  /** Tells the owner of the old `address` that the subscriber has moved to another one. */
  z.object({ about: z.literal('address-changed'), address: z.string(), ...toSubscriber }),
  /** A link to the manage page. */
  z.object({ about: z.literal('manage-link'), address: z.string(), ...toSubscriber }),
]);
export type RequestedEmail = z.output<typeof requestedEmailSchema>;
