import { AliasFile } from '../../adapters/alias-file';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { FanOutRecords } from '../../adapters/fan-out-records';
import { MatchProgressItems } from '../../adapters/match-progress';
import { Matches } from '../../adapters/matches';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { TopicIndex } from '../../adapters/topic-index';
import type { FanOutRequest } from '../../domain/fan-out-request';
import { readEnvironment } from '../../environment';
import { announceCorrection } from '../../use-cases/announce-correction';
import { matchBriefing } from '../../use-cases/match-briefing';

/** Builds what the match function needs. */
export function wireMatch() {
  const environment = readEnvironment(
    ['BRIEFINGS_TABLE', 'TOPICS_TABLE', 'MATCHES_TABLE', 'DELIVERIES_TABLE', 'FAN_OUT_QUEUE_URL'],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const announcing = {
    fanOuts: new FanOutRecords(dynamoDb, environment.DELIVERIES_TABLE),
    queueFanOut: new WorkQueue<FanOutRequest>(connectSqs(), environment.FAN_OUT_QUEUE_URL).send,
    markMatched: briefings.markMatched,
    now: systemClock,
  };
  const match = matchBriefing({
    ...announcing,
    candidatePages: new TopicIndex(dynamoDb, environment.TOPICS_TABLE).candidatePages,
    aliases: new AliasFile(dynamoDb, environment.TOPICS_TABLE, systemClock).read,
    recordMatch: new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock).record,
    progress: new MatchProgressItems(dynamoDb, environment.MATCHES_TABLE),
    continueLater: briefings.retriggerMatch,
  });
  return { matchBriefing: match, announceCorrection: announceCorrection(announcing) };
}
