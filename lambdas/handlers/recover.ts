import { createLogger } from '../adapters/logger';
import { wireRecover } from './wiring/recover';

const logger = createLogger();
const recoverLostWork = wireRecover();

/** Every minute: restarts work that was lost. */
export async function handler(): Promise<void> {
  const { unreadable, ...recovered } = await recoverLostWork();
  logger.info('recovered', recovered);
  if (unreadable.length > 0) logger.error('unreadable entries', { deliveryIds: unreadable });
}
