import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { DIGEST_FREQUENCIES } from './frequency';

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
  /** An email that a subscriber asked for, or that informs them of a change of their address. */
  z.object({ kind: z.literal('account'), deliveryId: z.string(), subscriberId: z.string() }),
  z.object({
    kind: z.literal('alert'),
    briefingId: z.string(),
    edition: z.int(),
    subscriberId: z.string(),
    /** The edition that this one corrects, if it is a correction. */
    corrects: z.exactOptional(z.int()),
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

/** The subscriber that an email was written for. Absent for someone who has yet to confirm. */
export interface Recipient {
  subscriberId: string;
  /** How often they had unsubscribed from everything. */
  unsubscribes: number;
  /** How often they had changed their preferences. */
  preferenceChanges: number;
}

/** What an email contains, for the subscriber's list of emails. It holds only ids. */
export interface EmailContents {
  /** At most `MAX_RECORDED_TOPICS`. */
  topicIds: string[];
  briefings: number;
}

/** Hardly any email has more topics, and these still fit into the one write unit that a delivery costs. */
const MAX_RECORDED_TOPICS = 20;

/** What an email about these matches contains. */
export function contentsOf(matches: { topicId: string; briefingId: string }[]): EmailContents {
  const topicIds = [...new Set(matches.map(({ topicId }) => topicId))].slice(
    0,
    MAX_RECORDED_TOPICS,
  );
  return { topicIds, briefings: new Set(matches.map(({ briefingId }) => briefingId)).size };
}

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

/** Identifies the parts in an id of the ledger, without revealing them. */
export function hash(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}
