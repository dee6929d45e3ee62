import { randomUUID } from 'node:crypto';
import { AliasFile } from '../../adapters/alias-file';
import { Briefings } from '../../adapters/briefings';
import { systemClock } from '../../adapters/clock';
import { ConfirmationLimits } from '../../adapters/confirmation-limit';
import { ConfirmationMarks } from '../../adapters/confirmation-marks';
import { DigestPlans } from '../../adapters/digest-plans';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { Lanes } from '../../adapters/lanes';
import { latestBriefings } from '../../adapters/latest-briefings';
import { LinkKeys } from '../../adapters/link-keys';
import { Mailboxes } from '../../adapters/mailboxes';
import { connectSqs, WorkQueue } from '../../adapters/queue';
import { RequestedEmails } from '../../adapters/requested-emails';
import { StoppedSignUps } from '../../adapters/stopped-sign-ups';
import { Subscribers } from '../../adapters/subscribers';
import { readCatalogue } from '../../adapters/topic-catalogue';
import { TopicIndex } from '../../adapters/topic-index';
import { UnfinishedDeliveries } from '../../adapters/unfinished-deliveries';
import { vocabularyLoader } from '../../adapters/vocabulary';
import { WordCountStore } from '../../adapters/word-counts';
import type { DueDigestsRequest } from '../../domain/due-digests';
import { readEnvironment } from '../../environment';
import { countWords } from '../../use-cases/count-words';
import { findSubscriber } from '../../use-cases/find-subscriber';
import { followTopics } from '../../use-cases/follow-topics';
import { forgetAddress } from '../../use-cases/forget-address';
import { forgetSubscriber } from '../../use-cases/forget-subscriber';
import { listTopics } from '../../use-cases/list-topics';
import { rebuildIndex } from '../../use-cases/rebuild-index';
import { removeRequests } from '../../use-cases/remove-requests';
import { replaceAliases } from '../../use-cases/replace-aliases';
import { requestDigestsDueBy } from '../../use-cases/request-digests-due-by';
import { listKeys, rotateKeys } from '../../use-cases/rotate-keys';
import { sendConfirmation } from '../../use-cases/send-confirmation';
import { showTopic } from '../../use-cases/show-topic';
import { subscribeForOperator } from '../../use-cases/subscribe-for-operator';
import { verifyIndex } from '../../use-cases/verify-index';
import { OPERATIONS_VARIABLES, wireOperations } from './operations';
import { RECEIVE_VARIABLES, wireReceive } from './receive';
import { siteDefaults } from './site-defaults';
import { wireSubscriptions } from './subscriptions';

const VARIABLES = [
  ...OPERATIONS_VARIABLES,
  'CONFIRMATIONS_QUEUE_URL',
  'DUE_DIGESTS_QUEUE_URL',
  'DIGEST_HOUR',
  'TIME_ZONE',
  'MAX_TOPICS_PER_SUBSCRIBER',
  'INBOUND_ADDRESS',
] as const;

/** Everything that operations need; each takes a `Pick` of it. */
export type OperateDependencies = ReturnType<typeof wireOperate>;

/** Builds what the operate function needs. */
export function wireOperate() {
  const environment = readEnvironment(VARIABLES, process.env);
  const { TOPICS_TABLE, DELIVERIES_TABLE } = environment;
  const dynamoDb = connectDynamoDb();
  const briefings = new Briefings(dynamoDb, environment.BRIEFINGS_TABLE);
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const plans = new DigestPlans(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const index = new TopicIndex(dynamoDb, TOPICS_TABLE);
  const aliasFile = new AliasFile(dynamoDb, TOPICS_TABLE, systemClock);
  const { followDependencies, unsubscribe, cleanUp } = wireSubscriptions(dynamoDb, environment);
  const { markErased } = new ConfirmationMarks(dynamoDb, DELIVERIES_TABLE);
  const requests = new RequestedEmails(dynamoDb, DELIVERIES_TABLE);
  const sqs = connectSqs();
  const lanes = new Lanes(sqs, { confirmations: environment.CONFIRMATIONS_QUEUE_URL });
  const dueDigests = new WorkQueue<DueDigestsRequest>(sqs, environment.DUE_DIGESTS_QUEUE_URL);
  const linkKeys = new LinkKeys(dynamoDb, environment.SUBSCRIBERS_TABLE, systemClock);
  const defaults = siteDefaults(environment);
  const inspecting = {
    readCatalogue: readCatalogue(dynamoDb, TOPICS_TABLE),
    topics: index.byIds,
    entriesUnder: index.entriesUnder,
    loadVocabulary: vocabularyLoader(dynamoDb, TOPICS_TABLE),
  };
  return {
    ...wireOperations(environment, dynamoDb),
    subscribeForOperator: subscribeForOperator({
      followTopics: followTopics(followDependencies),
      countRequest: new ConfirmationLimits(dynamoDb, DELIVERIES_TABLE).countForOperator,
      sendConfirmation: sendConfirmation({
        storeRequest: requests.store,
        sendDeliveries: lanes.send,
        now: systemClock,
      }),
      defaults,
      now: systemClock,
    }),
    stoppedSignUps: () => new StoppedSignUps(dynamoDb, DELIVERIES_TABLE).lastDays(systemClock()),
    findSubscriber: findSubscriber({ findAddress: subscribers.findAddress }),
    subscriberFile: subscribers.file,
    unsubscribeFromAll: unsubscribe,
    forgetAddress: forgetAddress({
      markErased,
      forgetRequests: new Mailboxes(dynamoDb, DELIVERIES_TABLE).forgetRequests,
      removeRequests: removeRequests({
        unfinishedDueAt: new UnfinishedDeliveries(dynamoDb, DELIVERIES_TABLE).dueAt,
        findRequest: requests.find,
        removeRequest: requests.remove,
      }),
      findAddress: subscribers.findAddress,
      forgetSubscriber: forgetSubscriber({
        subscriberFile: subscribers.file,
        markErased,
        erase: subscribers.erase,
        cleanUp,
        now: systemClock,
      }),
      now: systemClock,
    }),
    requestDigestsDueBy: requestDigestsDueBy({
      countDueBy: plans.countDueBy,
      sendRequests: dueDigests.send,
    }),
    /** Undefined if the stage takes no email. */
    receiveEmail:
      environment.INBOUND_ADDRESS === ''
        ? undefined
        : wireReceive(readEnvironment(RECEIVE_VARIABLES, process.env), dynamoDb),
    newArrivalId: randomUUID,
    listKeys: listKeys({ readKeys: linkKeys.readOrCreate }),
    rotateKeys: rotateKeys({ rotate: linkKeys.rotate }),
    aliasText: () => aliasFile.text(),
    replaceAliases: replaceAliases({ writeAliases: (text) => aliasFile.write(text) }),
    listTopics: listTopics(inspecting),
    showTopic: showTopic({
      findTopic: index.find,
      entriesUnder: index.entriesUnder,
      countFollowers: subscribers.countFollowers,
      loadVocabulary: inspecting.loadVocabulary,
      defaultLanguage: defaults.language,
    }),
    countWords: countWords({
      latestBriefings: latestBriefings(briefings, systemClock),
      saveWordCounts: new WordCountStore(dynamoDb, TOPICS_TABLE, systemClock).save,
    }),
    verifyIndex: verifyIndex(inspecting),
    rebuildIndex: rebuildIndex({
      ...inspecting,
      reindex: index.reindex,
      endGeneration: index.endGeneration,
      removeWords: index.removeWords,
      removeEntry: index.removeEntry,
    }),
    now: systemClock,
  };
}
