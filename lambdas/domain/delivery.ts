import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { AlertWindow, GatheredAlert } from './alert-window';
import type { DigestState } from './digest-window';
import { DIGEST_FREQUENCIES, FREQUENCIES } from './frequency';
import { TOPIC_LANGUAGES } from './languages/language';
import { WORDING_LANGUAGES } from './languages/wording-language';

/** What someone asked to follow. The link in the confirmation email carries it until they confirm. */
export const followRequestSchema = z.object({
  address: z.string(),
  /** As typed, at least one. */
  expressions: z.array(z.string()).check(z.minLength(1)),
  language: z.enum(TOPIC_LANGUAGES),
  frequency: z.enum(FREQUENCIES),
  timeZone: z.string(),
  /** 0 to 23, in that time zone. */
  hour: z.int(),
  /**
   * Which of the two they chose themselves. Someone who has digests already gets them at that hour or in
   * that time zone from then on; a default changes nothing for them.
   */
  chosen: z.exactOptional(z.array(z.enum(['hour', 'timeZone']))),
  /** The language of the page with the form; emails are in it from then on. */
  wordingLanguage: z.exactOptional(z.enum(WORDING_LANGUAGES)),
});
export type FollowRequest = z.output<typeof followRequestSchema>;

/**
 * One email to one subscriber, as queued for delivery. It holds only ids, because a message that fails
 * is kept for weeks: never an address, what a person typed, or a token.
 */
export const deliveryRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('confirm'),
    /** As returned by `requestedEmailIdOf`. The ledger holds the request under this id. */
    deliveryId: z.string(),
  }),
  /** An email that a subscriber asked for, or that tells them of a change of their address. */
  z.object({ kind: z.literal('account'), deliveryId: z.string(), subscriberId: z.string() }),
  z.object({
    kind: z.literal('alert'),
    briefingId: z.string(),
    edition: z.int(),
    subscriberId: z.string(),
  }),
  z.object({
    kind: z.literal('digest'),
    subscriberId: z.string(),
    frequency: z.enum(DIGEST_FREQUENCIES),
    /** The number of earlier digests of this frequency. A digest starts where the last one ended. */
    round: z.int(),
  }),
  z.object({
    kind: z.literal('gathered'),
    subscriberId: z.string(),
    /** The number of earlier emails with gathered alerts. */
    round: z.int(),
  }),
]);
export type DeliveryRequest = z.output<typeof deliveryRequestSchema>;
export type ConfirmationRequest = Extract<DeliveryRequest, { kind: 'confirm' }>;
export type AccountRequest = Extract<DeliveryRequest, { kind: 'account' }>;
export type AlertRequest = Extract<DeliveryRequest, { kind: 'alert' }>;
export type DigestRequest = Extract<DeliveryRequest, { kind: 'digest' }>;
export type GatheredRequest = Extract<DeliveryRequest, { kind: 'gathered' }>;

/** An email that is ready to send. */
export interface Email {
  to: string;
  /** The whole message as MIME. */
  raw: Uint8Array;
}

/** The state of a subscriber's digests after a round. */
export interface DigestProgress {
  subscriberId: string;
  frequency: DigestRequest['frequency'];
  /** The round that ends; the next round has the next number. */
  round: number;
  /** The state that the next digest starts from. */
  next: DigestState;
  /** ISO 8601; absent if the subscriber no longer follows any topic at this frequency. */
  nextDueAt?: string;
  /** The plan's `follows` when the topics were read. */
  follows: number;
  /** The plan's `reschedules` when the hour and time zone were read. */
  reschedules: number;
  /** ISO 8601: when the digest was prepared. It lists no match that was made later. */
  preparedAt: string;
}

/** The state of a subscriber's alerts after an email with gathered ones. */
export interface GatheredProgress {
  subscriberId: string;
  /** The round that ends; the next round has the next number. */
  round: number;
  /** The alerts that this round ends for; others may have been gathered meanwhile. */
  told: GatheredAlert[];
  /** Alerts that this round counted without listing them. */
  unlisted: number;
  /**
   * The window that the email opens, and when alerts gathered meanwhile are due (ISO 8601). Without
   * `dueAt` nothing is due until another alert is gathered.
   */
  next: { window?: AlertWindow; dueAt?: string };
  /**
   * ISO 8601: when the alerts were due, if this round sends none of them and only moves them to
   * `next.dueAt`. They stay where they are if they were moved meanwhile.
   */
  postponedFrom?: string;
}

/** The subscriber that an email was written for. Absent for someone who has yet to confirm. */
export interface Recipient {
  subscriberId: string;
  /** How often they had unsubscribed from everything. */
  unsubscribes: number;
  /** How often they had changed their preferences. */
  preferenceChanges: number;
}

/** What an email tells, for the subscriber's list of emails. It holds only ids. */
export interface Told {
  /** At most `MAX_TOLD_TOPICS`. */
  topicIds: string[];
  briefings: number;
}

/** So many that hardly any email has more, and few enough for the write unit that a delivery costs. */
const MAX_TOLD_TOPICS = 20;

/** What an email about these matches tells. */
export function toldOf(matches: { topicId: string; briefingId: string }[]): Told {
  const topicIds = [...new Set(matches.map(({ topicId }) => topicId))].slice(0, MAX_TOLD_TOPICS);
  return { topicIds, briefings: new Set(matches.map(({ briefingId }) => briefingId)).size };
}

/** What changes together with the end of a delivery. */
export type DeliveryProgress = DigestProgress | GatheredProgress;

/** An alert that is added to those that wait for one email. */
export interface Gathering {
  subscriberId: string;
  alert: GatheredAlert;
  /** ISO 8601: when they are sent. */
  until: string;
  /** The round that they are sent in, to be queued by the first of them. */
  round: number;
  isFirst: boolean;
  /** The subscriber's `preferenceChanges` when this was decided. */
  preferenceChanges: number;
}

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
      told?: Told;
    }
  | { outcome: 'gather'; gathering: Gathering }
  /** Its round ends without telling anything, and the next one is due later. */
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

/**
 * How long (ms) after its claim an email may be given to SES. Far less than `SUSPECT_AFTER_MS`, so that
 * a worker that was frozen in between never sends what another one has taken over.
 */
const MAX_CLAIM_AGE_MS = 60_000;

/** Whether the owner of a claim may still give the email to SES. */
export function isFreshClaim(claimedAt: string, now: string): boolean {
  return Date.parse(now) - Date.parse(claimedAt) <= MAX_CLAIM_AGE_MS;
}

/** A request that was not emailed for this long (ms) is deleted: nobody waits for it any more. */
export const CONFIRMATION_RETENTION_MS = 3 * 24 * 3600_000;

/**
 * The delivery's id in the ledger. The same request always has the same id, so it is sent once.
 * Consists of letters, digits and hyphens, as SES requires of message tags:
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 */
export function deliveryIdOf(request: DeliveryRequest): string {
  switch (request.kind) {
    case 'confirm':
    case 'account':
      return request.deliveryId;
    case 'alert':
      return `alert-${hash(request.briefingId)}-${request.edition}-${request.subscriberId}`;
    case 'digest':
      return `digest-${request.frequency}-${request.round}-${request.subscriberId}`;
    case 'gathered':
      return `gathered-${request.round}-${request.subscriberId}`;
    default:
      return request satisfies never;
  }
}

/** The id in the ledger of a part of the topics that an edition of a briefing matched. */
export function fanOutRecordId(briefingId: string, edition: number, index: number): string {
  return `fan-out-${hash(briefingId)}-${edition}-${index}`;
}

/** Identifies the parts in an id of the ledger, without telling what they are. */
export function hash(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}
