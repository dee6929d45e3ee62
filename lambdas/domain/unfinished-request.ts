import * as z from 'zod/mini';
import { deliveryRequestSchema } from './delivery';
import { fanOutRequestSchema } from './fan-out-request';

/** What an unfinished entry of the ledger asks for. */
export const unfinishedRequestSchema = z.union([fanOutRequestSchema, deliveryRequestSchema]);
export type UnfinishedRequest = z.output<typeof unfinishedRequestSchema>;
