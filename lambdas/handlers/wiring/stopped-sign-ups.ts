import type { DynamoDb } from '../../adapters/dynamodb';
import { createLogger } from '../../adapters/logger';
import { StoppedSignUps } from '../../adapters/stopped-sign-ups';
import { STOPPED_MESSAGE, type StopReason } from '../../domain/sign-up-limit';

/** Builds the count of stopped sign-ups: the log line has the time of each, and an alarm counts them. */
export function wireStoppedSignUps(dynamoDb: DynamoDb, deliveriesTable: string) {
  const logger = createLogger();
  const stopped = new StoppedSignUps(dynamoDb, deliveriesTable);
  return async (reason: StopReason, at: string): Promise<void> => {
    logger.info(STOPPED_MESSAGE, { reason });
    await stopped.count(reason, at);
  };
}
