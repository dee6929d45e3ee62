import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type {
  AnchoredTopic,
  IndexEntry,
  PagePosition,
  StoredTopic,
  TopicCandidate,
} from '../domain/topic';
import { batchGet, type DynamoDb, updateConditionally } from './dynamodb';
import { TopicIndexPages } from './topic-index-pages';
import { isTopic, topicKey, toStoredTopic } from './topic-items';

/**
 * The topics and their inverted index (a percolator): each topic is indexed under its anchor terms, so
 * that a briefing finds the topics that it may match by looking up its own terms.
 */
export class TopicIndex {
  private readonly pages: TopicIndexPages;

  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {
    this.pages = new TopicIndexPages(client, table);
  }

  /** The topic as stored, unless nobody follows it any more. The read is consistent. */
  readonly find = async (topicId: string): Promise<StoredTopic | undefined> => {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: topicKey(topicId), ConsistentRead: true }),
    );
    return Item && isTopic(Item) ? toStoredTopic(Item) : undefined;
  };

  /** The topics with these ids, by id. The read is consistent: it decides which entries are removed. */
  readonly byIds = async (topicIds: string[]): Promise<Map<string, StoredTopic>> => {
    const keys = [...new Set(topicIds)].map(topicKey);
    const items = await batchGet(this.client, this.table, keys, { consistent: true });
    return new Map(
      items
        .filter(isTopic)
        .map(toStoredTopic)
        .map((topic) => [topic.topicId, topic]),
    );
  };

  /**
   * The topics that are indexed under one of the terms, in parts, after the page `startAfter`. A topic
   * with several anchors may be in several parts. The read is consistent. A term without topics costs a
   * read too, so the cost depends on the length of the briefing and not on the number of topics.
   */
  readonly candidatePages = (
    terms: string[],
    startAfter?: PagePosition,
  ): AsyncIterable<{ candidates: TopicCandidate[]; position: PagePosition }> =>
    this.pages.partsUnder(terms, startAfter);

  /** The entries under each of the terms, by term. The read is consistent. */
  readonly entriesUnder = (terms: string[]): Promise<Map<string, IndexEntry[]>> =>
    this.pages.entriesUnder(terms);

  /**
   * Indexes the topic under its anchors unless it is indexed already, and returns the generation that
   * it is indexed for.
   */
  readonly index = async (topic: AnchoredTopic): Promise<number> => {
    for (;;) {
      const { generation, indexedGeneration } = await this.findOrCreate(topic);
      if (indexedGeneration === generation) return generation;
      for (const anchor of topic.anchors) await this.pages.add(anchor, topic, generation);
      if (await this.recordIndexed(topic, generation)) return generation;
    }
  };

  /**
   * Removes the topic's entries of this generation and earlier ones, and then its words, unless somebody
   * follows it again: they may be those of a person who was erased.
   */
  readonly unindex = async (topicId: string, generation: number): Promise<void> => {
    const topic = await this.find(topicId);
    if (topic === undefined) return;
    for (const anchor of topic.anchors) await this.pages.remove(anchor, topic, generation);
    await this.removeWords(topic);
  };

  /**
   * Unindexes a topic that was indexed for someone who then could not follow it, unless somebody else
   * does. Whoever is about to follow it finds that its generation has ended, and indexes it again.
   */
  readonly unindexUnfollowed = async (topicId: string): Promise<void> => {
    const topic = await this.find(topicId);
    if (topic === undefined || topic.followers > 0) return;
    if (await this.endGeneration(topic)) await this.unindex(topicId, topic.generation);
  };

  /**
   * Leaves nothing of a topic that nobody follows but its generation, which tells entries of its next
   * follower from those that are still being removed. Changes nothing if it is indexed for its generation,
   * because then somebody is about to follow it.
   */
  readonly removeWords = async ({ topicId, generation }: StoredTopic): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: topicKey(topicId),
      UpdateExpression: 'REMOVE #expression, #language, #name, anchors',
      ConditionExpression: `followers = :none AND generation = :generation
        AND (attribute_not_exists(indexedGeneration) OR indexedGeneration < :generation)`,
      ExpressionAttributeNames: WORD_NAMES,
      ExpressionAttributeValues: { ':none': 0, ':generation': generation },
    });
  };

  /** Removes the topic's entry under one term if it is of this generation or an earlier one. */
  readonly removeEntry = (term: string, topic: TopicCandidate, generation: number): Promise<void> =>
    this.pages.remove(term, topic, generation);

  /**
   * Moves the topic to the anchors that it has now, after the aliases or word frequencies changed. It is
   * added under the new anchors before it is removed from the old ones, so that briefings find it at
   * any time. Removes nothing if the last follower left meanwhile.
   */
  readonly reindex = async (topic: AnchoredTopic, stored: StoredTopic): Promise<void> => {
    const { generation } = stored;
    for (const anchor of topic.anchors) await this.pages.add(anchor, topic, generation);
    if (!(await this.recordIndexed(topic, generation))) return;
    const formerAnchors = stored.anchors.filter((anchor) => !topic.anchors.includes(anchor));
    for (const anchor of formerAnchors) await this.pages.remove(anchor, topic, generation);
  };

  /**
   * Ends the generation of a topic that nobody follows, so that its entries can be removed. False if
   * somebody follows it now.
   */
  readonly endGeneration = ({ topicId, generation }: StoredTopic): Promise<boolean> =>
    updateConditionally(this.client, {
      TableName: this.table,
      Key: topicKey(topicId),
      UpdateExpression: 'SET generation = generation + :one',
      ConditionExpression: 'generation = :generation AND followers = :none',
      ExpressionAttributeValues: { ':one': 1, ':none': 0, ':generation': generation },
    });

  /** Returns the topic as stored; creates its item if there is none. */
  private async findOrCreate(topic: AnchoredTopic): Promise<StoredTopic> {
    const { Attributes = {} } = await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: topicKey(topic.topicId),
        UpdateExpression: `SET ${SET_WORDS},
          generation = if_not_exists(generation, :one), followers = if_not_exists(followers, :none)`,
        ExpressionAttributeNames: WORD_NAMES,
        ExpressionAttributeValues: {
          ...wordsOf(topic),
          ':one': 1,
          ':none': 0,
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return toStoredTopic(Attributes);
  }

  /** Sets the words again: they may have been removed since `findOrCreate`. */
  private recordIndexed(topic: AnchoredTopic, generation: number): Promise<boolean> {
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: topicKey(topic.topicId),
      UpdateExpression: `SET indexedGeneration = :generation, anchors = :anchors, ${SET_WORDS}`,
      ConditionExpression: 'generation = :generation',
      ExpressionAttributeNames: WORD_NAMES,
      ExpressionAttributeValues: {
        ...wordsOf(topic),
        ':generation': generation,
        ':anchors': topic.anchors,
      },
    });
  }
}

/** What a topic consists of. Its first follower's name of it stays. */
const SET_WORDS = `#expression = if_not_exists(#expression, :expression),
  #language = if_not_exists(#language, :language), #name = if_not_exists(#name, :name)`;

const WORD_NAMES = { '#expression': 'expression', '#language': 'language', '#name': 'name' };

const wordsOf = ({ expression, language, name }: AnchoredTopic) => ({
  ':expression': expression,
  ':language': language,
  ':name': name,
});
