import { createLogger } from '../adapters/logger';
import { wireRecover } from './wiring/recover';

const logger = createLogger();
const recoverLostWork = wireRecover();

/** Every few minutes: restarts work that was lost. */
export async function handler(): Promise<void> {
  const { unreadable, ...recovered } = await recoverLostWork();
  logger.info('recovered', recovered);
  if (unreadable.length > 0) logger.error('unreadable deliveries', { deliveryIds: unreadable });
}
