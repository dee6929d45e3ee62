import type { Email, EmailContents, Recipient } from './delivery';
import type { DeliveryProgress, Gathering } from './delivery-progress';
import type { AccountReference } from './requested-email';

/** Why a delivery is not needed or will never be sent. */
export type DropReason =
  | 'unsubscribed'
  | 'suppressed'
  | 'erased'
  | 'withdrawn'
  | 'refused'
  | 'superseded'
  /** It is part of a later email with several alerts. */
  | 'gathered'
  /** It is sent later: it would exceed the daily limit, or falls into a pause or quiet hours. */
  | 'postponed'
  /** The subscriber has muted this story. */
  | 'muted'
  | 'expired'
  /** The mailbox has had enough unanswered emails that day. */
  | 'mailbox'
  /** Its owner wants none. */
  | 'never-ask'
  /** The same was asked for a few minutes before. */
  | 'repeated'
  /** A program filled in the form. */
  | 'program'
  | 'nothing-new';

export type PreparedDelivery =
  | {
      outcome: 'ready';
      email: Email;
      recipient?: Recipient;
      progress?: DeliveryProgress;
      contents?: EmailContents;
      /** Of an email that someone asked for; absent if nobody subscribes with its address yet. */
      account?: AccountReference;
    }
  | { outcome: 'gather'; gathering: Gathering }
  /** Its round ends without an email, and the next one is due later. */
  | { outcome: 'postpone'; progress: DeliveryProgress }
  | { outcome: 'not-needed'; reason: DropReason; progress?: DeliveryProgress };

export type ClaimOutcome =
  /** `attempts`: how often the delivery was claimed, this time included. */
  { outcome: 'claimed'; attempts: number } | { outcome: 'finished' } | { outcome: 'held' };

export type GatherOutcome =
  | { outcome: 'gathered' }
  | { outcome: 'finished' }
  /** It is claimed: SES may have it already. */
  | { outcome: 'held' }
  /** The subscriber was erased or changed their preferences meanwhile, so it must be prepared again. */
  | { outcome: 'outdated' };

export type PostponeOutcome =
  | { outcome: 'postponed' }
  | { outcome: 'finished' }
  /** It is claimed: SES may have it already. */
  | { outcome: 'held' };

/**
 * What SES answered. `busy`: this email may be tried again after `seconds`. `paused`: SES accepts no
 * email from the account for a while, for example because its daily quota is used up. `unknown`: the
 * connection broke, so SES may or may not have the email. `too-late`: SES was not asked, because the
 * claim was too old.
 */
export type SendOutcome =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'refused'; code: string }
  | { outcome: 'busy'; code: string; seconds: number }
  | { outcome: 'paused'; code: string }
  | { outcome: 'unknown'; code: string }
  | { outcome: 'too-late' };

export type DeliveryOutcome =
  | { outcome: 'sent'; messageId: string }
  | { outcome: 'already-finished' }
  | { outcome: 'dropped'; reason: DropReason }
  /**
   * `until`: ISO 8601. `into`: the id of the delivery that includes it then, or in its next round if that
   * delivery was being sent just now.
   */
  | { outcome: 'gathered'; until: string; into: string }
  /** A new message brings it back after `seconds`. */
  | {
      outcome: 'retry';
      seconds: number;
      /** `changed`: the subscriber changed their preferences after the email was prepared. */
      because: 'busy' | 'paused' | 'no-time-left' | 'changed';
    }
  /** A claim is open, and `recover` finds out what became of it. No message is needed. */
  | { outcome: 'left-to-recover'; because: 'held' | 'unknown' | 'too-late' };
