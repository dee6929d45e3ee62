import * as z from 'zod/mini';
import { commandResultSchema } from './command-result';
import { resolvedCommandSchema } from './resolved-command';

/**
 * One command of an email, after it was carried out or left for its sender to confirm. `subscriberId`: for whom it was
 * carried out.
 */
export const commandStepSchema = z.union([
  z.object({ result: commandResultSchema, subscriberId: z.exactOptional(z.string()) }),
  z.object({ pending: resolvedCommandSchema }),
]);
export type CommandStep = z.output<typeof commandStepSchema>;
