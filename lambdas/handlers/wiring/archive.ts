import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import type { DynamoDb } from '../../adapters/dynamodb';
import { latestHeadings } from '../../adapters/latest-briefings';
import { Matches } from '../../adapters/matches';
import { TopicIndex } from '../../adapters/topic-index';
import type { Environment } from '../../environment';

export const ARCHIVE_VARIABLES = ['BRIEFINGS_TABLE', 'TOPICS_TABLE', 'MATCHES_TABLE'] as const;

/** Builds what the pages of briefings and topics need. */
export function wireArchive(
  environment: Pick<Environment, (typeof ARCHIVE_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
) {
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const matches = new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock);
  return {
    findBriefing: briefings.get,
    briefingHeadings: briefings.byIds,
    latestHeadings: latestHeadings(briefings, systemClock),
    latestMatches: matches.latestOfTopic,
    findTopic: new TopicIndex(dynamoDb, environment.TOPICS_TABLE).find,
  };
}
