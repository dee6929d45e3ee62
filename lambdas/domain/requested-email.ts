import * as z from 'zod/mini';
import { addressKey } from './address';
import { type AccountRequest, type ConfirmationRequest, hash } from './delivery';
import { commandResultSchema } from './email-commands/command-result';
import { resolvedCommandSchema } from './email-commands/resolved-command';
import { followRequestSchema } from './follow-request';
import { WORDING_LANGUAGES } from './languages/wording-language';

/** The email that is answered, for the headers `In-Reply-To` and `References` (RFC 5322, 3.6.4). */
const emailThreadSchema = z.object({
  messageId: z.exactOptional(z.string()),
  references: z.array(z.string()),
});
export type EmailThread = z.output<typeof emailThreadSchema>;

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
    /** A program filled in the form: it got the usual answer, but gets no email. */
    isProgram: z.exactOptional(z.literal(true)),
    /** It was asked for with an older link: someone who has confirmed since gets a link to manage instead. */
    isNewLink: z.exactOptional(z.literal(true)),
    /** It was asked for by email. */
    thread: z.exactOptional(emailThreadSchema),
  }),
  /** Answers an email with commands: says what was done, and asks to confirm what was not. */
  z.object({
    about: z.literal('answer'),
    /** Identifies the email that is answered. */
    answerId: z.string(),
    address: z.string(),
    /** The subscriber that it is about; absent if the sender is none, or did not show who they are. */
    subscriberId: z.exactOptional(z.string()),
    wordingLanguage: z.enum(WORDING_LANGUAGES),
    /** In which times are shown. */
    timeZone: z.string(),
    /** ISO 8601. */
    askedAt: z.string(),
    results: z.array(commandResultSchema),
    pending: z.array(resolvedCommandSchema),
    /** Whether it goes to the subscriber's own address, so that it may hold links of theirs. */
    isToOwner: z.boolean(),
    thread: emailThreadSchema,
  }),
  /** Asks the owner of the new `address` to confirm that the subscriber moves to it. */
  z.object({ about: z.literal('change-address'), address: z.string(), ...toSubscriber }),
  /** Tells the owner of the old `address` that the subscriber has moved to another one. */
  z.object({ about: z.literal('address-changed'), address: z.string(), ...toSubscriber }),
  /** A link to the manage page, for the subscriber's address. */
  z.object({ about: z.literal('manage-link'), subscriberId: z.string(), askedAt: z.string() }),
  /** A newsletter issue, sent to one address for a test. */
  z.object({
    about: z.literal('issue-test'),
    /** Different each time, so that an editor may test as often as they like. */
    testId: z.string(),
    address: z.string(),
    /** ISO 8601. */
    askedAt: z.string(),
    newsletter: z.string(),
    briefing: z.object({
      briefingId: z.string(),
      title: z.string(),
      summary: z.string(),
      url: z.exactOptional(z.string()),
      source: z.exactOptional(z.string()),
      language: z.string(),
      publishedAt: z.string(),
    }),
    /** The text of the issue as `packIssue` packs it, in base64. */
    issue: z.string(),
  }),
]);
export type RequestedEmail = z.output<typeof requestedEmailSchema>;

/** What someone asked for who wants to follow topics. */
export type RequestedConfirmation = Extract<RequestedEmail, { about: 'follow' }>;
export type RequestedAnswer = Extract<RequestedEmail, { about: 'answer' }>;
export type RequestedIssueTest = Extract<RequestedEmail, { about: 'issue-test' }>;
/** A request for an email about a subscriber's account. */
export type AccountEmailRequest = Exclude<RequestedEmail, { about: 'follow' | 'issue-test' }>;
export type AccountEmail = AccountEmailRequest['about'];

/** The account that a requested email is about, so that its subscriber's list of emails includes it. */
export interface AccountReference {
  subscriberId: string;
  about: Exclude<RequestedEmail['about'], 'issue-test'>;
}

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
      // Whether a request repeats an earlier one is decided by `checkMailboxRequest`.
      const { address, wordingLanguage: _, ...follow } = requested.follow;
      return `confirm-${hash(addressKey(address), follow)}-${Date.parse(requested.askedAt)}`;
    }
    case 'answer':
      return `answer-${requested.answerId}`;
    case 'issue-test':
      return `issue-test-${requested.testId}`;
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
  const about: AccountEmail[] = ['answer', 'change-address', 'address-changed', 'manage-link'];
  return about.find((one) => deliveryId.startsWith(`${one}-`));
}

/** The delivery of the email, as it is queued. */
export function deliveryOf(requested: RequestedEmail): ConfirmationRequest | AccountRequest {
  const deliveryId = requestedEmailIdOf(requested);
  // Nothing about a person is stored under their id before they have confirmed.
  return requested.about === 'follow' ||
    requested.about === 'issue-test' ||
    requested.subscriberId === undefined
    ? { kind: 'confirm', deliveryId }
    : { kind: 'account', deliveryId, subscriberId: requested.subscriberId };
}
