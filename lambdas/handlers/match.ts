import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { briefingToMatch } from '../adapters/stream-record';
import { processStream } from './batch';
import { wireMatch } from './wiring/match';

const logger = createLogger();
const { matchBriefing, announceCorrection } = wireMatch();

/** The stream of the Briefings table: matches each briefing that is waiting to be matched. */
export function handler(event: DynamoDBStreamEvent, context: Context) {
  return processStream(event, context, logger, async (record) => {
    const briefing = briefingToMatch(record);
    if (briefing === undefined) return;
    const { briefingId, edition, correction } = briefing;
    if (correction !== undefined) {
      await announceCorrection(briefing, correction);
      logger.info('correction announced', { briefingId, edition, corrects: correction.of });
      return;
    }
    const matched = await matchBriefing(briefing, () => context.getRemainingTimeInMillis());
    const { outcome } = matched;
    switch (outcome) {
      case 'matched':
      case 'continues': {
        const { matches, unreadable } = matched;
        logger.info('matched', { briefingId, edition, outcome, matches });
        if (unreadable.length === 0) return;
        logger.error('unreadable topics', { briefingId, topicIds: unreadable });
        return;
      }
      case 'already-matched':
      case 'superseded':
        logger.info('matched', { briefingId, edition, outcome });
        return;
      default:
        outcome satisfies never;
    }
  });
}
