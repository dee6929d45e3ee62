import { createLogger, describeError } from '../adapters/logger';
import { wireRecover } from './wiring/recover';

const logger = createLogger();
const { recoverLostWork, cleanUpUnsubscribed, now } = wireRecover();

/** Every few minutes: restarts work that was lost. */
export async function handler(): Promise<void> {
  const { unreadable, ...recovered } = await recoverLostWork();
  logger.info('recovered', recovered);
  if (unreadable.length > 0) logger.error('unreadable deliveries', { deliveryIds: unreadable });

  const { cleanedUp, failures } = await cleanUpUnsubscribed(now());
  if (cleanedUp > 0) logger.info('cleaned up unsubscribed', { subscribers: cleanedUp });
  for (const failure of failures) logger.error('clean-up failed', describeError(failure));
}
