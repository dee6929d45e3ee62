import { AliasFile } from '../../adapters/alias-file';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { MatchedTopics } from '../../adapters/matched-topics';
import { Matches } from '../../adapters/matches';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { TopicIndex } from '../../adapters/topic-index';
import type { FanOutRequest } from '../../domain/fan-out-request';
import { readEnvironment } from '../../environment';
import { matchBriefing } from '../../use-cases/match-briefing';

/** Builds what the match function needs. */
export function wireMatch() {
  const environment = readEnvironment(
    ['BRIEFINGS_TABLE', 'TOPICS_TABLE', 'MATCHES_TABLE', 'DELIVERIES_TABLE', 'ALERTS_QUEUE_URL'],
    process.env,
  );
  const dynamoDb = connectDynamoDb();
  const matchedTopics = new MatchedTopics(dynamoDb, environment.DELIVERIES_TABLE);
  const queue = new WorkQueue<FanOutRequest>(connectSqs(), environment.ALERTS_QUEUE_URL);
  return matchBriefing({
    candidates: new TopicIndex(dynamoDb, environment.TOPICS_TABLE).candidates,
    aliases: new AliasFile(dynamoDb, environment.TOPICS_TABLE, systemClock).read,
    recordMatch: new Matches(dynamoDb, environment.MATCHES_TABLE).record,
    queueFanOut: async (requests) => {
      const [first] = requests;
      const topicIds = requests.map(({ topicId }) => topicId);
      if (first) await matchedTopics.record(first, topicIds, systemClock());
      await queue.send(requests);
    },
    markMatched: new Briefings(dynamoDb, environment.BRIEFINGS_TABLE).markMatched,
    now: systemClock,
  });
}
