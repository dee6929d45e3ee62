import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import { Briefings } from '../../lambdas/adapters/briefings';
import { Deliveries } from '../../lambdas/adapters/deliveries';
import { DigestPlans } from '../../lambdas/adapters/digest-plans';
import { FanOutRecords } from '../../lambdas/adapters/fan-out-records';
import { followersOf } from '../../lambdas/adapters/followers';
import { MatchProgressItems } from '../../lambdas/adapters/match-progress';
import { Matches } from '../../lambdas/adapters/matches';
import { Rounds } from '../../lambdas/adapters/rounds';
import { ScheduledBriefings } from '../../lambdas/adapters/scheduled-briefings';
import { SubscriberPreferences } from '../../lambdas/adapters/subscriber-preferences';
import { Subscribers } from '../../lambdas/adapters/subscribers';
import { Subscriptions } from '../../lambdas/adapters/subscriptions';
import { Suppressions } from '../../lambdas/adapters/suppressions';
import { TopicIndex } from '../../lambdas/adapters/topic-index';
import { NO_ALERTS } from '../../lambdas/domain/alert-window';
import type { RecordedMatch } from '../../lambdas/domain/recorded-match';
import type { Subscriber, SubscriberFile, Subscription } from '../../lambdas/domain/subscriber';
import type { AnchoredTopic } from '../../lambdas/domain/topic';
import { makeTables } from './dynamodb-local';

/** Creates the stack's tables in DynamoDB Local, empty, and the adapters that use them. */
export async function makeAdapters() {
  const tables = await makeTables();
  const client = DynamoDBDocumentClient.from(tables.client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const names = { subscribers: tables.name('Subscribers'), topics: tables.name('Topics') };
  const index = new TopicIndex(client, names.topics);
  const matches = matchesOf(client, tables.name('Matches'));
  const plans = new DigestPlans(client, names.subscribers);
  const rounds = new Rounds(client, names.subscribers);
  return {
    client,
    name: tables.name,
    remove: tables.remove,
    index,
    subscriptions: new Subscriptions(client, names, index, {
      maxTopicsPerSubscriber: 100,
      newestMatchAt: matches.newestMatchAt,
    }),
    subscribers: new Subscribers(client, names.subscribers),
    suppressions: new Suppressions(client, names.subscribers),
    preferences: new SubscriberPreferences(client, names.subscribers),
    plans,
    rounds,
    ledger: new Deliveries(client, tables.name('Deliveries'), rounds),
    briefings: new Briefings(client, tables.name('Briefings')),
    scheduled: new ScheduledBriefings(client, tables.name('Scheduled')),
    records: new FanOutRecords(client, tables.name('Deliveries')),
    progress: new MatchProgressItems(client, tables.name('Matches')),
    followersOf: followersOf(client, names.subscribers),
    /** The ids of the topics that are indexed under one of the terms, sorted. */
    candidateIds: async (...terms: string[]) => {
      const ids = new Set<string>();
      for await (const { candidates } of index.candidatePages(terms)) {
        for (const { topicId } of candidates) ids.add(topicId);
      }
      return [...ids].sort();
    },
    matches,
    /** Reads an item of the table whose name contains the word. */
    item: async (table: string, key: Record<string, string>) => {
      const get = new GetCommand({ TableName: tables.name(table), Key: key, ConsistentRead: true });
      return (await client.send(get)).Item;
    },
    /** Deletes a briefing, as an operator would. */
    withdraw: (briefingId: string) =>
      client.send(new DeleteCommand({ TableName: tables.name('Briefings'), Key: { briefingId } })),
    /** Deletes all entries of the ledger. */
    emptyLedger: async () => {
      const TableName = tables.name('Deliveries');
      const { Items = [] } = await client.send(
        new ScanCommand({ TableName, ConsistentRead: true }),
      );
      await Promise.all(
        Items.map(({ deliveryId }) =>
          client.send(new DeleteCommand({ TableName, Key: { deliveryId } })),
        ),
      );
    },
  };
}
/** The Matches table. A match is recorded at the time that it has, whatever the clock says. */
function matchesOf(client: DynamoDBDocumentClient, table: string) {
  const matches = (now: () => string) => new Matches(client, table, now);
  return {
    ...matches(() => new Date().toISOString()),
    record: ({ matchedAt, ...match }: RecordedMatch) => matches(() => matchedAt).record(match),
  };
}

export type Adapters = Awaited<ReturnType<typeof makeAdapters>>;

/** A topic that is indexed under its own term, unless `fields` changes it. */
export function aTopic(topicId: string, fields: Partial<AnchoredTopic> = {}): AnchoredTopic {
  return {
    topicId,
    expression: topicId,
    language: 'en',
    name: topicId,
    anchors: [`en:${topicId}`],
    ...fields,
  };
}

/** A subscription to the topic since 1 December. */
export function aSubscription(topicId: string, fields: Partial<Subscription> = {}): Subscription {
  const at = '2026-12-01T10:00:00.000Z';
  return {
    topicId,
    expression: topicId,
    language: 'en',
    frequency: 'instant',
    since: at,
    consent: { how: 'recorded', at, text: 'in the test' },
    ...fields,
  };
}

/** A subscriber in London with their own address. */
export function aSubscriber(subscriberId: string, fields: Partial<Subscriber> = {}): Subscriber {
  return {
    subscriberId,
    address: `${subscriberId}@example.org`,
    timeZone: 'Europe/London',
    hour: 8,
    createdAt: '2026-12-01T10:00:00.000Z',
    ...fields,
  };
}

/** What is stored about a subscriber who follows nothing and has had no emails. */
export function aSubscriberFile(fields: Partial<SubscriberFile> = {}): SubscriberFile {
  return {
    subscriber: aSubscriber('ann'),
    subscriptions: [],
    digests: [],
    alerts: NO_ALERTS,
    unsubscribes: 0,
    ...fields,
  };
}
