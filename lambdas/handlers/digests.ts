import { createLogger } from '../adapters/logger';
import { wireDigests } from './wiring/digests';

const logger = createLogger();
const { requestDueDigests } = wireDigests();

/** Every five minutes: requests the digests that became due, shard by shard. */
export async function handler(): Promise<void> {
  logger.info('digests due', { ...(await requestDueDigests()) });
}
