import { createHash } from 'node:crypto';
import * as z from 'zod';
import { addressKey } from './address';
import { DIGEST_FREQUENCIES, FREQUENCIES } from './frequency';
import { LANGUAGES } from './languages/language';

const TOPIC_LANGUAGES = [...LANGUAGES, 'any'] as const;

/** What someone asked to follow; the confirmation mail's link carries it until they confirm. */
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

/** One email to one subscriber, as it waits in the deliveries queue. */
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
    /** How many digests of this kind came before; a digest's window starts where the last ended. */
    round: z.number().int(),
  }),
]);
export type DeliveryRequest = z.output<typeof deliveryRequestSchema>;

/** Asking twice within this many ms gets one confirmation mail. */
const CONFIRMATION_PAUSE_MS = 10 * 60_000;

/**
 * The delivery's name in the ledger: the same request always has the same, so that it is sent once.
 * Made of letters, digits and hyphens, as SES wants its tags:
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 */
export function deliveryIdOf(request: DeliveryRequest): string {
  switch (request.kind) {
    case 'confirm': {
      const { address, ...wanted } = request.follow;
      const pause = Math.floor(Date.parse(request.askedAt) / CONFIRMATION_PAUSE_MS);
      return `confirm-${digestOf(addressKey(address), wanted)}-${pause}`;
    }
    case 'alert':
      return `alert-${digestOf(request.briefingId)}-${request.edition}-${request.subscriberId}`;
    case 'digest':
      return `digest-${request.frequency}-${request.round}-${request.subscriberId}`;
    default:
      return request satisfies never;
  }
}

function digestOf(...parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}
