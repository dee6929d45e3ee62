import * as z from 'zod/mini';
import { createLogger } from '../adapters/logger';
import { wireScheduled } from './wiring/scheduled';

/** What a schedule of a briefing sends. The regular one, which looks for what was missed, names none. */
const eventSchema = z.object({ briefingId: z.optional(z.string()) });

const logger = createLogger();
const { publishScheduled, recoverScheduled } = wireScheduled();

/** At the time of a scheduled briefing: publishes it. Every five minutes: publishes what was missed. */
export async function handler(event: unknown): Promise<void> {
  const { briefingId } = eventSchema.parse(event);
  if (briefingId === undefined) {
    for (const recovered of await recoverScheduled()) logger.warn('published late', recovered);
    return;
  }
  const { outcome } = await publishScheduled(briefingId);
  logger.info('published as scheduled', { briefingId, outcome });
}
