import { createHash } from 'node:crypto';
import type { FollowRequest } from './delivery';
import { REPEAT_AFTER_MS } from './requested-email';

/** Unanswered confirmation emails to one mailbox within a day. */
const MAX_PER_DAY = 5;
/**
 * How many of these are only for networks that have not asked yet: the owner is usually in another network
 * than the strangers. So three networks are needed to use up a mailbox's emails, whatever they do.
 */
const RESERVED_FOR_NEW_NETWORKS = 2;
const DAY_MS = 24 * 3600_000;
/** How long (ms) requests have to be remembered. */
export const MAILBOX_MEMORY_MS = DAY_MS;

/** A request that caused an email which its owner has not answered. */
export interface MailboxRequest {
  /** As returned by `requestKey`. */
  key: string;
  /** ISO 8601. */
  at: string;
  /** Identifies the network that it came from; absent if the operator asked. */
  from?: string;
}

export type MailboxVerdict =
  /** `requests`: those to remember, oldest first. */
  | { outcome: 'allowed'; requests: MailboxRequest[] }
  /** It was asked before at `askedAt` (ISO 8601), and its email is in the mailbox or on its way. */
  | { outcome: 'repeated'; askedAt: string }
  | { outcome: 'over' };

/**
 * Whether a mailbox may get one more confirmation email, after these. If not, its owner can sign up all the
 * same: only unanswered emails of the last day count, and the link of each works for two days.
 */
export function judgeMailboxRequest(
  earlier: readonly MailboxRequest[],
  request: MailboxRequest,
): MailboxVerdict {
  const ageMs = ({ at }: MailboxRequest) => Date.parse(request.at) - Date.parse(at);
  const recent = earlier.filter((one) => ageMs(one) < DAY_MS);
  const same = recent.findLast((one) => one.key === request.key && ageMs(one) < REPEAT_AFTER_MS);
  if (same) return { outcome: 'repeated', askedAt: same.at };
  const isKnown = recent.some(({ from }) => from !== undefined && from === request.from);
  const isOver = recent.length >= MAX_PER_DAY - (isKnown ? RESERVED_FOR_NEW_NETWORKS : 0);
  return isOver ? { outcome: 'over' } : { outcome: 'allowed', requests: [...recent, request] };
}

/** Identifies what is asked for: the same address, topics, frequency and times. */
export function requestKey({ wordingLanguage: _, address, ...follow }: FollowRequest): string {
  const asked = JSON.stringify([address.toLowerCase(), follow]);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}
