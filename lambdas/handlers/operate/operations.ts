import { AliasFile } from '../../adapters/alias-file';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { latestBriefings } from '../../adapters/latest-briefings';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { Subscribers } from '../../adapters/subscribers';
import { readCatalogue } from '../../adapters/topic-catalogue';
import { TopicIndex } from '../../adapters/topic-index';
import { vocabularyLoader } from '../../adapters/vocabulary';
import { WordCountStore } from '../../adapters/word-counts';
import type { DeliveryRequest } from '../../domain/delivery';
import type { Environment } from '../../environment';
import type { Reply } from '../json-reply';
import { wireSubscriptions } from '../wiring/subscriptions';
import { aliasOperations } from './aliases';
import { dueDigests } from './due-digests';
import { subscribe } from './subscribe';
import { forget, lookUpSubscriber, unsubscribe } from './subscribers';
import { topicOperations } from './topics';

/** What the operator's function is told. */
export const operateVariables = [
  'BRIEFINGS_TABLE',
  'TOPICS_TABLE',
  'SUBSCRIBERS_TABLE',
  'DELIVERIES_QUEUE_URL',
  'DIGEST_HOUR',
  'TIME_ZONE',
  'TOPIC_LANGUAGE',
] as const;

export type Operation = (body: unknown) => Promise<Reply>;

/** The operations by their paths. */
export function operations(
  environment: Pick<Environment, (typeof operateVariables)[number]>,
): Record<string, Operation> {
  const dynamoDb = connectDynamoDb();
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const plans = new DigestPlans(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const { send: sendDeliveries } = new WorkQueue<DeliveryRequest>(
    connectSqs(),
    environment.DELIVERIES_QUEUE_URL,
  );
  const following = wireSubscriptions(dynamoDb, environment);
  const defaults = {
    timeZone: environment.TIME_ZONE,
    hour: environment.DIGEST_HOUR,
    language: environment.TOPIC_LANGUAGE,
  };
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const index = new TopicIndex(dynamoDb, environment.TOPICS_TABLE);
  const aliasFile = new AliasFile(dynamoDb, environment.TOPICS_TABLE, systemClock);
  const stopping = { subscriberFile: subscribers.file, unfollow: following.unfollow };

  return {
    '/api/subscriptions': subscribe({
      ask: { sendDeliveries, defaults, now: systemClock },
      follow: following.followDependencies,
    }),
    '/api/subscribers/lookup': lookUpSubscriber(subscribers),
    '/api/subscribers/unsubscribe': unsubscribe(subscribers, stopping),
    '/api/subscribers/forget': forget(subscribers, {
      ...stopping,
      erase: subscribers.erase,
    }),
    '/api/digests': dueDigests({
      dueBy: (time) => plans.dueBy(time),
      postpone: plans.postpone,
      sendDeliveries,
      now: systemClock,
    }),
    ...aliasOperations(aliasFile),
    ...topicOperations({
      readCatalogue: readCatalogue(dynamoDb, environment.TOPICS_TABLE),
      topics: index.byIds,
      entriesUnder: index.entriesUnder,
      loadVocabulary: vocabularyLoader(dynamoDb, environment.TOPICS_TABLE),
      latestBriefings: latestBriefings(briefings, systemClock),
      saveWordCounts: new WordCountStore(dynamoDb, environment.TOPICS_TABLE, systemClock).save,
      reindex: index.reindex,
      endGeneration: index.endGeneration,
      removeEntry: index.removeEntry,
      countFollowers: subscribers.countFollowers,
      defaultLanguage: defaults.language,
    }),
  };
}
