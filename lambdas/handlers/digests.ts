import { createLogger } from '../adapters/logger';
import { wireDigests } from './wiring/digests';

const logger = createLogger();
const { queueDueDigests, now } = wireDigests();

/** Every few minutes: queues the digests that are due. */
export async function handler(): Promise<void> {
  logger.info('digests due', await queueDueDigests(now()));
}
