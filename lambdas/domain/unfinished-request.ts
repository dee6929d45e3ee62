import * as z from 'zod';
import { deliveryRequestSchema } from './delivery';

/** A part of a briefing's fan-out that is not finished, as the ledger stores it. */
export const unfinishedFanOutSchema = z.object({
  kind: z.literal('fan-out'),
  briefingId: z.string(),
  edition: z.number().int(),
  /** The number of the part. */
  index: z.number().int(),
});
export type UnfinishedFanOut = z.output<typeof unfinishedFanOutSchema>;

/** What an unfinished entry of the ledger asks for. */
export const unfinishedRequestSchema = z.union([unfinishedFanOutSchema, deliveryRequestSchema]);
export type UnfinishedRequest = z.output<typeof unfinishedRequestSchema>;
