import { createHash } from 'node:crypto';
import type { FollowRequest } from './delivery';
import { REPEAT_AFTER_MS } from './requested-email';

const DAY_MS = 24 * 3600_000;
/** How long (ms) requests have to be remembered. */
export const MAILBOX_MEMORY_MS = DAY_MS;

/** A request that caused an email which nobody has answered. */
export interface MailboxRequest {
  /** As returned by `requestKey`. */
  key: string;
  /** ISO 8601. */
  at: string;
  /** Identifies the network that it came from; absent if the operator asked. */
  from?: string;
}

export type MailboxVerdict =
  /**
   * `requests`: those to remember, oldest first. `isLast`: the mailbox gets no further one until the first
   * of them is a day old.
   */
  | { outcome: 'allowed'; requests: MailboxRequest[]; isLast: boolean }
  /** The same was asked at `askedAt` (ISO 8601), and its email is in the mailbox or on its way. */
  | { outcome: 'repeated'; askedAt: string }
  | { outcome: 'over' };

/** How many emails of one kind a mailbox may get within a day. */
export interface MailboxLimits {
  maxPerDay: number;
  /** How many of these are only for networks that have not asked yet. */
  reservedForNewNetworks: number;
}

/**
 * Unanswered confirmation emails. The owner of a mailbox is usually in another network than the strangers
 * who ask for it, so three networks are needed to use up its emails, whatever they do.
 */
export const CONFIRMATION_LIMITS: MailboxLimits = { maxPerDay: 5, reservedForNewNetworks: 2 };

/** Links to manage a subscription. Each works for weeks, so nobody needs more. */
export const MANAGE_LINK_LIMITS: MailboxLimits = { maxPerDay: 6, reservedForNewNetworks: 0 };

/**
 * Whether a mailbox may get one more email of a kind, after these. If it gets no further confirmation, its
 * owner can sign up all the same: only unanswered emails of the last day count, and with the link of each,
 * which works for two days, any topic can be followed. A request that was counted is allowed again, so that
 * a run can be repeated.
 */
export function judgeMailboxRequest(
  earlier: readonly MailboxRequest[],
  request: MailboxRequest,
  { maxPerDay, reservedForNewNetworks }: MailboxLimits,
): MailboxVerdict {
  const ageMs = ({ at }: MailboxRequest) => Date.parse(request.at) - Date.parse(at);
  const recent = earlier.filter((one) => ageMs(one) < DAY_MS);
  const counted = recent.findIndex(({ key, at }) => key === request.key && at === request.at);
  if (counted !== -1) {
    return { outcome: 'allowed', requests: recent, isLast: counted === maxPerDay - 1 };
  }
  const same = recent.findLast((one) => one.key === request.key && ageMs(one) < REPEAT_AFTER_MS);
  if (same) return { outcome: 'repeated', askedAt: same.at };
  const isKnown = recent.some(({ from }) => from !== undefined && from === request.from);
  const isOver = recent.length >= maxPerDay - (isKnown ? reservedForNewNetworks : 0);
  if (isOver) return { outcome: 'over' };
  const requests = [...recent, request];
  return { outcome: 'allowed', requests, isLast: requests.length === maxPerDay };
}

/** Identifies what is asked for: the same address, topics, frequency and times. */
export function requestKey({ wordingLanguage: _, address, ...follow }: FollowRequest): string {
  const asked = JSON.stringify([address.toLowerCase(), follow]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}
