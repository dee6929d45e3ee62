import { createLogger } from '../adapters/logger';
import { wireDueFeeds } from './wiring/due-feeds';

const logger = createLogger();
const requestDuePolls = wireDueFeeds();

/** Every minute: requests a poll of each feed that became due. */
export async function handler(): Promise<void> {
  const requested = await requestDuePolls();
  if (requested.feeds > 0) logger.info('feeds due', { ...requested });
}
