import { createHash, randomUUID } from 'node:crypto';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import type { DynamoDb } from '../../adapters/dynamodb';
import { readCredentialsKey } from '../../adapters/feeds/credentials-key';
import { Feeds } from '../../adapters/feeds/feeds';
import { HostTurns } from '../../adapters/feeds/host-turns';
import { readFeed } from '../../adapters/feeds/read-feed';
import { requestFeed } from '../../adapters/feeds/request-feed';
import { SealedCredentials } from '../../adapters/feeds/sealed-credentials';
import { detectLanguage } from '../../domain/languages/detect-language';
import { type Environment, readEnvironment } from '../../environment';
import { plainTextOf, sanitizeBody } from '../../rendering/sanitize';
import { pollFeed } from '../../use-cases/feeds/poll-feed';
import type { TurnDependencies } from '../../use-cases/feeds/poll-in-turn';
import { publishEntries } from '../../use-cases/feeds/publish-entries';
import { toBriefing } from '../../use-cases/make-briefing';

export const FEED_VARIABLES = [
  'FEEDS_TABLE',
  'BRIEFINGS_TABLE',
  'TOPICS_TABLE',
  'SITE_URL',
  'ALLOW_LOOPBACK_FEEDS',
] as const;

/** Builds what polling a feed needs, for the worker and for operators. */
export function wireFeedPolls(
  environment: Pick<Environment, (typeof FEED_VARIABLES)[number]>,
  dynamoDb: DynamoDb,
) {
  const feeds = new Feeds(dynamoDb, environment.FEEDS_TABLE);
  const turns = new HostTurns(dynamoDb, environment.FEEDS_TABLE, () => Date.parse(systemClock()));
  const credentials = new SealedCredentials(readCredentialsKey(dynamoDb, environment.TOPICS_TABLE));
  const request = requestFeed({
    open: credentials.open,
    userAgent: `Briefwire/1.0 (+${environment.SITE_URL})`,
    allowLoopback: environment.ALLOW_LOOPBACK_FEEDS,
  });
  const turnDependencies: TurnDependencies = {
    takeTurn: turns.take,
    endTurn: turns.end,
    newId: randomUUID,
  };
  return {
    feeds,
    seal: credentials.seal,
    requestFeed: request,
    turns: turnDependencies,
    pollFeed: pollFeed({
      requestFeed: request,
      readFeed,
      hashOf: (bytes) => createHash('sha256').update(bytes).digest('base64url'),
      publishEntries: publishEntries({
        readRecords: feeds.readRecords,
        saveRecords: feeds.saveRecords,
        toBriefing: (submission) =>
          toBriefing(submission, { sanitizeBody, plainTextOf, detectLanguage, now: systemClock }),
        storeBriefing: new Briefings(dynamoDb, environment.BRIEFINGS_TABLE).storeEntry,
        now: systemClock,
      }),
      saveFeed: async (polled, before) => {
        await feeds.save(polled, before);
      },
      now: systemClock,
      random: Math.random,
    }),
  };
}

/** Reads the variables that every function needs that polls feeds. */
export const readFeedEnvironment = () => readEnvironment(FEED_VARIABLES, process.env);
