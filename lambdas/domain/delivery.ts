import { createHash } from 'node:crypto';
import * as z from 'zod';
import { addressKey } from './address';
import type { DigestState } from './digest-window';
import { DIGEST_FREQUENCIES, FREQUENCIES } from './frequency';
import { TOPIC_LANGUAGES } from './languages/language';

/** What someone asked to follow. The link in the confirmation email carries it until they confirm. */
export const followRequestSchema = z.object({
  address: z.string(),
  /** As typed, at least one. */
  expressions: z.array(z.string()).min(1),
  language: z.enum(TOPIC_LANGUAGES),
  frequency: z.enum(FREQUENCIES),
  timeZone: z.string(),
  /** 0 to 23, in that time zone. */
  hour: z.number().int(),
});
export type FollowRequest = z.output<typeof followRequestSchema>;

/** One email to one subscriber, as queued for delivery. */
export const deliveryRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('confirm'),
    follow: followRequestSchema,
    /** ISO 8601. */
    askedAt: z.string(),
  }),
  z.object({
    kind: z.literal('alert'),
    briefingId: z.string(),
    edition: z.number().int(),
    subscriberId: z.string(),
  }),
  z.object({
    kind: z.literal('digest'),
    subscriberId: z.string(),
    frequency: z.enum(DIGEST_FREQUENCIES),
    /** The number of earlier digests of this frequency. A digest starts where the last one ended. */
    round: z.number().int(),
  }),
]);
export type DeliveryRequest = z.output<typeof deliveryRequestSchema>;
export type ConfirmationRequest = Extract<DeliveryRequest, { kind: 'confirm' }>;
export type AlertRequest = Extract<DeliveryRequest, { kind: 'alert' }>;
export type DigestRequest = Extract<DeliveryRequest, { kind: 'digest' }>;

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
}

/** Why a delivery is not needed or will never be sent. */
export type DropReason =
  | 'unsubscribed'
  | 'suppressed'
  | 'erased'
  | 'withdrawn'
  | 'refused'
  | 'superseded'
  | 'asked-too-often'
  | 'nothing-new';

export type PreparedDelivery =
  | { outcome: 'ready'; email: Email; progress?: DigestProgress }
  | { outcome: 'not-needed'; reason: DropReason; progress?: DigestProgress };

export type ClaimOutcome =
  | { outcome: 'claimed' }
  | { outcome: 'finished' }
  | { outcome: 'held'; seconds: number };

/** What SES answered. `unknown`: the connection broke, so SES may or may not have the email. */
export type SendOutcome =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'refused'; code: string }
  | { outcome: 'busy'; code: string; seconds: number }
  | { outcome: 'unknown'; code: string };

export type DeliveryOutcome =
  | { outcome: 'sent'; messageId: string }
  | { outcome: 'already-finished' }
  | { outcome: 'dropped'; reason: DropReason }
  | { outcome: 'retry'; seconds: number; because: 'held' | 'busy' | 'unknown' };

/**
 * How long (ms) a claim is kept after a broken connection or a crash. SES's Send event says within
 * seconds whether SES had the email; only if no event came for this long is the email sent again.
 */
export const UNCERTAIN_CLAIM_MS = 10 * 60_000;

/** Two identical requests within this time (ms) get one confirmation email. */
const CONFIRMATION_WINDOW_MS = 10 * 60_000;

/**
 * The delivery's id in the ledger. The same request always has the same id, so it is sent once.
 * Consists of letters, digits and hyphens, as SES requires of message tags:
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 */
export function deliveryIdOf(request: DeliveryRequest): string {
  switch (request.kind) {
    case 'confirm': {
      const { address, ...follow } = request.follow;
      const window = Math.floor(Date.parse(request.askedAt) / CONFIRMATION_WINDOW_MS);
      return `confirm-${hash(addressKey(address), follow)}-${window}`;
    }
    case 'alert':
      return `alert-${hash(request.briefingId)}-${request.edition}-${request.subscriberId}`;
    case 'digest':
      return `digest-${request.frequency}-${request.round}-${request.subscriberId}`;
    default:
      return request satisfies never;
  }
}

/** The ids to log with a delivery: an alert can be followed from its briefing. */
export function deliveryIds(request: DeliveryRequest): { deliveryId: string; briefingId?: string } {
  const deliveryId = deliveryIdOf(request);
  return request.kind === 'alert' ? { deliveryId, briefingId: request.briefingId } : { deliveryId };
}

/**
 * The id of the ledger's record of up to a hundred topics that an edition of a briefing matched, from
 * index 0.
 */
export function fanOutRecordId(briefingId: string, edition: number, index: number): string {
  return `fan-out-${hash(briefingId)}-${edition}-${index}`;
}

function hash(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}
