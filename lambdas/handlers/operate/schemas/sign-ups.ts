import * as z from 'zod/mini';
import { STOP_REASONS } from '../../../domain/sign-up-limit';

/** The days of the last month on which sign-ups were stopped, latest first. */
export const signUpsReply = z.object({
  days: z.array(
    z.object({
      /** In UTC, e.g. `2026-11-25`. */
      day: z.string(),
      /** How many, by reason. */
      stopped: z.partialRecord(z.enum(STOP_REASONS), z.number()),
    }),
  ),
});
