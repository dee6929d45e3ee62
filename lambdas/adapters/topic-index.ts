import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AnchoredTopic, IndexEntry, StoredTopic, TopicCandidate } from '../domain/topic';
import { batchGet, type DynamoDb, updateIf } from './dynamodb';
import { topicKey, toStoredTopic } from './topic-items';
import { TopicPages } from './topic-pages';

/** The topics, and the reverse index by which a briefing finds those that it may meet. */
export class TopicIndex {
  private readonly pages: TopicPages;

  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {
    this.pages = new TopicPages(client, table);
  }

  /** The topic as it stands now. */
  readonly find = async (topicId: string): Promise<StoredTopic | undefined> => {
    const answer = await this.client.send(
      new GetCommand({ TableName: this.table, Key: topicKey(topicId), ConsistentRead: true }),
    );
    return answer.Item && toStoredTopic(answer.Item);
  };

  /** The topics under these ids, by id, as of now: what is taken down is decided by them. */
  readonly byIds = async (topicIds: string[]): Promise<Map<string, StoredTopic>> => {
    const keys = [...new Set(topicIds)].map(topicKey);
    const items = await batchGet(this.client, this.table, keys, { consistent: true });
    return new Map(items.map(toStoredTopic).map((topic) => [topic.topicId, topic]));
  };

  /**
   * Every topic that hangs under one of the terms, once each. Terms under which nothing hangs cost
   * a read too, so that the price follows the briefing and not the topics.
   */
  readonly candidates = async (terms: string[]): Promise<TopicCandidate[]> => {
    const entries = [...(await this.pages.entriesUnder(terms, false)).values()].flat();
    const topics = new Map<string, TopicCandidate>();
    for (const { topicId, expression, language } of entries) {
      topics.set(topicId, { topicId, expression, language });
    }
    return [...topics.values()];
  };

  /** What hangs under each of the terms as of now, by term. */
  readonly entriesUnder = (terms: string[]): Promise<Map<string, IndexEntry[]>> =>
    this.pages.entriesUnder(terms, true);

  /**
   * Hangs the topic under its anchors if it does not hang there yet, and returns the generation
   * for which it does.
   */
  readonly index = async (topic: AnchoredTopic): Promise<number> => {
    for (;;) {
      const stored = await this.ensureTopic(topic);
      const { generation } = stored;
      if (stored.indexedGeneration === generation) return generation;
      for (const anchor of topic.anchors) await this.pages.add(anchor, topic, generation);
      if (await this.recordIndexed(topic, generation)) return generation;
    }
  };

  /** Takes down what hung for the generation that ended, or an earlier one. */
  readonly unindex = async (topicId: string, generation: number): Promise<void> => {
    const topic = await this.find(topicId);
    if (topic === undefined) return;
    for (const anchor of topic.anchors) await this.pages.remove(anchor, topic, generation);
  };

  /** Takes the topic from one term, where it hangs for this generation or an earlier one. */
  readonly removeEntry = (term: string, topic: TopicCandidate, generation: number): Promise<void> =>
    this.pages.remove(term, topic, generation);

  /**
   * Hangs the topic where it belongs now (other aliases, another rarity): first under its new
   * anchors, then not under the old ones any more, so that it is found all the while. Changes
   * nothing when its last follower left meanwhile.
   */
  readonly reindex = async (topic: AnchoredTopic, stored: StoredTopic): Promise<void> => {
    const { generation } = stored;
    for (const anchor of topic.anchors) await this.pages.add(anchor, topic, generation);
    if (!(await this.recordIndexed(topic, generation))) return;
    const dropped = stored.anchors.filter((anchor) => !topic.anchors.includes(anchor));
    for (const anchor of dropped) await this.pages.remove(anchor, topic, generation);
  };

  /** Ends the generation of a topic that nobody follows, so that what hangs for it can be taken down. */
  readonly endGeneration = ({ topicId, generation }: StoredTopic): Promise<boolean> =>
    updateIf(this.client, {
      TableName: this.table,
      Key: topicKey(topicId),
      UpdateExpression: 'SET generation = generation + :one',
      ConditionExpression: 'generation = :generation AND followers = :none',
      ExpressionAttributeValues: { ':one': 1, ':none': 0, ':generation': generation },
    });

  /** Makes sure that the topic has an item, and reads it. */
  private async ensureTopic({
    topicId,
    expression,
    language,
    name,
  }: AnchoredTopic): Promise<StoredTopic> {
    const answer = await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: topicKey(topicId),
        UpdateExpression: `SET #expression = if_not_exists(#expression, :expression),
          #language = if_not_exists(#language, :language), #name = if_not_exists(#name, :name),
          generation = if_not_exists(generation, :one), followers = if_not_exists(followers, :none)`,
        ExpressionAttributeNames: {
          '#expression': 'expression',
          '#language': 'language',
          '#name': 'name',
        },
        ExpressionAttributeValues: {
          ':expression': expression,
          ':language': language,
          ':name': name,
          ':one': 1,
          ':none': 0,
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return toStoredTopic(answer.Attributes ?? {});
  }

  private recordIndexed({ topicId, anchors }: AnchoredTopic, generation: number): Promise<boolean> {
    return updateIf(this.client, {
      TableName: this.table,
      Key: topicKey(topicId),
      UpdateExpression: 'SET hungFor = :generation, anchors = :anchors',
      ConditionExpression: 'generation = :generation',
      ExpressionAttributeValues: { ':generation': generation, ':anchors': anchors },
    });
  }
}
