import * as z from 'zod/mini';
import type { DeliveryRequest } from '../domain/delivery';
import type { DeliveryProgress } from '../domain/delivery-progress';
import { DELIVERY_RETENTION_DAYS } from '../domain/delivery-retention';
import { DIGEST_FREQUENCIES } from '../domain/frequency';
import type { Item } from './dynamodb';
import { briefingKeyOf, ledgerShardOf } from './ledger-shards';
import { alertWindowSchema } from './subscriber-items';

/** The status of a delivery; `waiting` means that nobody is working on it. */
export type DeliveryStatus = 'waiting' | 'claimed' | 'sent' | 'dropped';

const RETENTION_SECONDS = DELIVERY_RETENTION_DAYS * 24 * 3600;

/** A round's progress, stored with the claim so that an event from SES can finish the delivery. */
const digestProgressSchema = z.pipe(
  z.object({
    subscriberId: z.string(),
    frequency: z.enum(DIGEST_FREQUENCIES),
    round: z.number(),
    next: z.object({ settledUntil: z.string(), listed: z.array(z.string()) }),
    nextDueAt: z.exactOptional(z.string()),
    follows: z.number(),
    reschedules: z._default(z.number(), 0),
    preparedAt: z.exactOptional(z.string()),
  }),
  // Older versions did not store when the digest was prepared.
  z.transform((stored) => ({ preparedAt: stored.next.settledUntil, ...stored })),
);

const gatheredAlertsSchema = z.array(
  z.object({
    briefingId: z.string(),
    edition: z.number(),
    corrects: z.exactOptional(z.number()),
  }),
);

/** The progress of gathered alerts, stored for the same reason. */
const gatheredProgressSchema = z.pipe(
  z.object({
    subscriberId: z.string(),
    round: z.number(),
    included: z.exactOptional(gatheredAlertsSchema),
    told: z.exactOptional(gatheredAlertsSchema),
    unlisted: z.number(),
    next: z.object({
      window: z.exactOptional(alertWindowSchema),
      dueAt: z.exactOptional(z.string()),
    }),
    postponedFrom: z.exactOptional(z.string()),
  }),
  // Older versions stored `told`.
  z.transform(({ told = [], included = told, ...stored }) => ({ included, ...stored })),
);

const progressSchema = z.union([gatheredProgressSchema, digestProgressSchema]);

/** The progress that was stored with the claim. */
export function storedProgress({ progress }: Item): { progress?: DeliveryProgress } {
  return progress === undefined ? {} : { progress: progressSchema.parse(progress) };
}

export type FinalStatus = Extract<DeliveryStatus, 'sent' | 'dropped'>;

export function isFinal(status: unknown): status is FinalStatus {
  return status === 'sent' || status === 'dropped';
}

export function expiryOf(now: string): number {
  return Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS;
}

/**
 * The keys of the delivery in the indexes `bySubscriber` and `byBriefing`. They are set by the first
 * write and never change, so that each index is written once.
 */
export function indexedAttributes(deliveryId: string, request: DeliveryRequest): Item {
  switch (request.kind) {
    case 'confirm':
      return { kind: request.kind };
    case 'alert':
      return {
        kind: request.kind,
        subscriberId: request.subscriberId,
        // Sharded, because a briefing may have a delivery to every subscriber.
        briefingKey: briefingKeyOf(request.briefingId, ledgerShardOf(deliveryId)),
      };
    case 'account':
    case 'digest':
    case 'gathered':
      return { kind: request.kind, subscriberId: request.subscriberId };
    default:
      return request satisfies never;
  }
}
