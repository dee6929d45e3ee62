import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { AliasFile } from '../adapters/alias-file';
import { Briefings } from '../adapters/briefings';
import { systemClock } from '../adapters/clock';
import { connectDynamoDb } from '../adapters/dynamodb';
import { createLogger } from '../adapters/logger';
import { Matches } from '../adapters/matches';
import { connectSqs, WorkQueue } from '../adapters/queue';
import { briefingToMatch } from '../adapters/stream-record';
import { TopicIndex } from '../adapters/topic-index';
import { readEnvironment } from '../environment';
import type { FanOutRequest } from '../use-cases/fan-out';
import { matchBriefing } from '../use-cases/match-briefing';
import { processStream } from './batch';

const logger = createLogger();
const environment = readEnvironment(
  ['BRIEFINGS_TABLE', 'TOPICS_TABLE', 'MATCHES_TABLE', 'ALERTS_QUEUE_URL'],
  process.env,
);
const dynamoDb = connectDynamoDb();
const match = matchBriefing({
  candidates: new TopicIndex(dynamoDb, environment.TOPICS_TABLE).candidates,
  aliases: new AliasFile(dynamoDb, environment.TOPICS_TABLE, systemClock).read,
  recordMatch: new Matches(dynamoDb, environment.MATCHES_TABLE).record,
  queueFanOut: new WorkQueue<FanOutRequest>(connectSqs(), environment.ALERTS_QUEUE_URL).send,
  markMatched: new Briefings(dynamoDb, environment.BRIEFINGS_TABLE).markMatched,
  now: systemClock,
});

/** The stream of Briefings: matches each that waits to be matched. */
export function handler(event: DynamoDBStreamEvent, context: Context) {
  return processStream(event, context, logger, async (record) => {
    const briefing = briefingToMatch(record);
    if (briefing === undefined) return;
    const { matches, unreadable } = await match(briefing);
    logger.info('matched', { matches });
    if (unreadable.length > 0) logger.error('topics that can not be read', { unreadable });
  });
}
