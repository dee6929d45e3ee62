import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Briefings } from '../../lambdas/adapters/briefings';
import { Deliveries } from '../../lambdas/adapters/deliveries';
import { DigestPlans } from '../../lambdas/adapters/digest-plans';
import { Matches } from '../../lambdas/adapters/matches';
import { Subscribers } from '../../lambdas/adapters/subscribers';
import { Subscriptions } from '../../lambdas/adapters/subscriptions';
import { TopicIndex } from '../../lambdas/adapters/topic-index';
import type { Subscriber, Subscription } from '../../lambdas/domain/subscriber';
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
  const matches = new Matches(client, tables.name('Matches'));
  const plans = new DigestPlans(client, names.subscribers);
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
    plans,
    ledger: new Deliveries(client, tables.name('Deliveries'), plans),
    briefings: new Briefings(client, tables.name('Briefings')),
    matches,
    /** Reads an item of the table whose name contains the word. */
    item: async (table: string, key: Record<string, string>) => {
      const get = new GetCommand({ TableName: tables.name(table), Key: key, ConsistentRead: true });
      return (await client.send(get)).Item;
    },
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
