/**
 * Why a request for a confirmation email caused no email, for the operator to count.
 *
 * - `program`, `too-fast`: what the hidden fields of the form said
 * - `network`, `domain`, `budget`: too many requests from a network, to a domain, or altogether
 * - `mailbox`: too many requests to one mailbox; `never-ask`: its owner wants none
 * - `refused-domain`: the operator accepts no address at this domain
 */
export const STOP_REASONS = [
  'program',
  'too-fast',
  'network',
  'domain',
  'budget',
  'mailbox',
  'never-ask',
  'refused-domain',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** What the log says of each request that was stopped; an alarm counts these lines. */
export const STOPPED_MESSAGE = 'sign-up stopped';

/** The limits that an asker hears of: none depends on one address. */
export type SharedLimit = Extract<StopReason, 'network' | 'domain' | 'budget'>;
/** The limits that only the operator hears of, because they depend on the address. */
export type MailboxLimit = Extract<StopReason, 'mailbox' | 'never-ask'>;

/** Whether a request is within the limits that do not depend on its address. */
export type CountedRequest =
  /** `from` identifies the network, under a hash. */
  | { outcome: 'counted'; from: string }
  | { outcome: 'limited'; limit: SharedLimit; retryAfterSeconds: number };

/** Whether a mailbox may get an email. */
export type MailboxOutcome =
  /** `isLast`: it gets no further one that day. */
  | { outcome: 'counted'; isLast: boolean }
  /** The same was asked for at `askedAt` (ISO 8601), a few minutes before. */
  | { outcome: 'repeated'; askedAt: string }
  | { outcome: 'silenced'; limit: MailboxLimit };

/** How many sign-ups were stopped on a day (UTC, `2026-11-25`), by reason. */
export interface StoppedDay {
  day: string;
  stopped: Partial<Record<StopReason, number>>;
}
