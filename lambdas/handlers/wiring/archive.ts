import { AliasFile } from '../../adapters/alias-file';
import { ArchiveDays } from '../../adapters/archive-days';
import { Briefings } from '../../adapters/briefings';
import { cachePreviews } from '../../adapters/cached-previews';
import { cacheSearches } from '../../adapters/cached-searches';
import { systemClock } from '../../adapters/clock';
import type { DynamoDb } from '../../adapters/dynamodb';
import { headingsBefore, latestHeadings } from '../../adapters/latest-briefings';
import { Matches } from '../../adapters/matches';
import { TopicIndex } from '../../adapters/topic-index';
import type { Environment } from '../../environment';
import { browseArchive } from '../../use-cases/browse-archive';
import { previewExpression } from '../../use-cases/preview-expression';
import { searchArchive } from '../../use-cases/search-archive';

export const ARCHIVE_VARIABLES = ['BRIEFINGS_TABLE', 'TOPICS_TABLE', 'MATCHES_TABLE'] as const;

/** Builds what the pages of briefings and topics need. */
export function wireArchive(
  environment: Pick<Environment, (typeof ARCHIVE_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
) {
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const matches = new Matches(dynamoDb, environment.MATCHES_TABLE, systemClock);
  const archive = {
    archiveDays: new ArchiveDays(dynamoDb, environment.BRIEFINGS_TABLE, briefings, systemClock)
      .read,
    briefingsByIds: (ids: string[]) => briefings.fullByIds(ids),
    aliases: new AliasFile(dynamoDb, environment.TOPICS_TABLE, systemClock).read,
    now: systemClock,
  };
  return {
    previewExpression: cachePreviews(previewExpression(archive), systemClock),
    searchArchive: cacheSearches(searchArchive(archive), systemClock),
    browseArchive: browseArchive({ headingsBefore: headingsBefore(briefings), now: systemClock }),
    findBriefing: briefings.get,
    briefingHeadings: briefings.byIds,
    latestHeadings: latestHeadings(briefings, systemClock),
    latestMatches: matches.latestOfTopic,
    findTopic: new TopicIndex(dynamoDb, environment.TOPICS_TABLE).find,
  };
}
