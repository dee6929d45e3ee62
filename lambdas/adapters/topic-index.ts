import {
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { TopicDeclaration } from '../use-cases/declare-topic';
import { batchGet, conditionFailed, type Item } from './dynamodb';
import {
  entryName,
  type HungTopic,
  type PageEntry,
  pageKey,
  type StoredTopic,
  termOfPage,
  topicKey,
  topicsOnPage,
  toStoredTopic,
} from './topic-items';

/**
 * A page takes no more topics past this; DynamoDB's items end at 400 KB, and the largest entry is
 * under 2 KB.
 */
const FULL_PAGE_BYTES = 350_000;
/** What an entry takes beside its expression: names, language, generation. */
const ENTRY_OVERHEAD_BYTES = 60;

/**
 * The reverse index in the Topics table: under each term, pages of the topics that hang there. A
 * page is changed by one attribute at a time, never read and written back, so that hundreds may
 * change it at once.
 */
export class TopicIndex {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** The topic as it stands now. */
  readonly find = async (topicId: string): Promise<StoredTopic | undefined> => {
    const answer = await this.client.send(
      new GetCommand({ TableName: this.table, Key: topicKey(topicId), ConsistentRead: true }),
    );
    return answer.Item && toStoredTopic(answer.Item);
  };

  /** The topics under these ids, by id. */
  readonly byIds = async (topicIds: string[]): Promise<Map<string, StoredTopic>> => {
    const keys = [...new Set(topicIds)].map(topicKey);
    const items = await batchGet(this.client, this.table, keys);
    return new Map(items.map(toStoredTopic).map((topic) => [topic.topicId, topic]));
  };

  /**
   * Every topic that hangs under one of the terms, once each. One round of reads, and one more
   * for terms so common that they fill several pages; terms that nobody follows cost a read too,
   * so that the price follows the briefing and not the topics.
   */
  readonly candidates = async (terms: string[]): Promise<HungTopic[]> => {
    const pages = await this.allPages(terms);
    const topics = pages
      .flatMap(topicsOnPage)
      .map(
        ({ topicId, expression, language }) =>
          [topicId, { topicId, expression, language }] as const,
      );
    return [...new Map(topics).values()];
  };

  /** What hangs under each of the terms, by term. */
  readonly entriesUnder = async (terms: string[]): Promise<Map<string, PageEntry[]>> => {
    const pages = await this.allPages([...new Set(terms)]);
    const entries = new Map<string, PageEntry[]>();
    for (const page of pages) {
      const term = termOfPage(page);
      entries.set(term, [...(entries.get(term) ?? []), ...topicsOnPage(page)]);
    }
    return entries;
  };

  /**
   * Hangs the topic under its anchors if it does not hang there yet, and returns the generation
   * for which it does.
   */
  readonly hang = async (topic: TopicDeclaration): Promise<number> => {
    for (;;) {
      const stored = await this.declare(topic);
      const { generation } = stored;
      if (stored.hungFor === generation) return generation;
      for (const anchor of topic.anchors) await this.hangUnder(anchor, topic, generation);
      if (await this.noteHung(topic, generation)) return generation;
    }
  };

  /** Takes down what hung for the generation that ended, or an earlier one. */
  readonly takeDown = async (topicId: string, generation: number): Promise<void> => {
    const topic = await this.find(topicId);
    if (topic === undefined) return;
    for (const anchor of topic.anchors) await this.takeFrom(anchor, topic, generation);
  };

  /** Takes the topic from one term's pages, where it hangs for this generation or an earlier one. */
  readonly takeFrom = async (term: string, topic: HungTopic, generation: number): Promise<void> => {
    const pages = await this.pageCount(term);
    for (let page = 0; page < pages; page += 1) {
      await this.updateIf({
        Key: pageKey(term, page),
        UpdateExpression: 'REMOVE #entry ADD bytes :bytes',
        ConditionExpression: '#entry.generation <= :generation',
        ExpressionAttributeNames: { '#entry': entryName(topic.topicId) },
        ExpressionAttributeValues: { ':generation': generation, ':bytes': -entryBytes(topic) },
      });
    }
  };

  /**
   * Hangs the topic where it belongs now (other aliases, another rarity): first under its new
   * anchors, then not under the old ones any more, so that it is found all the while. Changes
   * nothing when its last follower left meanwhile.
   */
  readonly rehang = async (topic: TopicDeclaration, stored: StoredTopic): Promise<void> => {
    const { generation } = stored;
    for (const anchor of topic.anchors) await this.hangUnder(anchor, topic, generation);
    if (!(await this.noteHung(topic, generation))) return;
    const dropped = stored.anchors.filter((anchor) => !topic.anchors.includes(anchor));
    for (const anchor of dropped) await this.takeFrom(anchor, topic, generation);
  };

  /** Ends the generation of a topic that nobody follows, so that what hangs for it can be taken down. */
  readonly retire = ({ topicId, generation }: StoredTopic): Promise<boolean> =>
    this.updateIf({
      Key: topicKey(topicId),
      UpdateExpression: 'SET generation = generation + :one',
      ConditionExpression: 'generation = :generation AND followers = :none',
      ExpressionAttributeValues: { ':one': 1, ':none': 0, ':generation': generation },
    });

  /** Makes sure that the topic has an item, and reads it. */
  private async declare({
    topicId,
    expression,
    language,
    name,
  }: TopicDeclaration): Promise<StoredTopic> {
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

  private noteHung({ topicId, anchors }: TopicDeclaration, generation: number): Promise<boolean> {
    return this.updateIf({
      Key: topicKey(topicId),
      UpdateExpression: 'SET hungFor = :generation, anchors = :anchors',
      ConditionExpression: 'generation = :generation',
      ExpressionAttributeValues: { ':generation': generation, ':anchors': anchors },
    });
  }

  private async hangUnder(term: string, topic: HungTopic, generation: number): Promise<void> {
    const { topicId, expression, language } = topic;
    const names = { '#entry': entryName(topicId) };
    const entry = { expression, language, generation };
    for (;;) {
      const page = (await this.pageCount(term)) - 1;
      const added = await this.updateIf({
        Key: pageKey(term, page),
        UpdateExpression: 'SET #entry = :entry ADD bytes :bytes',
        ConditionExpression:
          'attribute_not_exists(#entry) AND (attribute_not_exists(bytes) OR bytes < :full)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: {
          ':entry': entry,
          ':bytes': entryBytes(topic),
          ':full': FULL_PAGE_BYTES,
        },
      });
      if (added || (await this.renew(pageKey(term, page), names, entry))) return;
      await this.addPageIfFull(term, page);
    }
  }

  /** Raises the generation of an entry that is there; true also where it is newer already. */
  private async renew(
    key: Item,
    names: Record<string, string>,
    entry: { generation: number },
  ): Promise<boolean> {
    const renewed = await this.updateIf({
      Key: key,
      UpdateExpression: 'SET #entry = :entry',
      ConditionExpression: '#entry.generation < :generation',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':entry': entry, ':generation': entry.generation },
    });
    if (renewed) return true;
    const there = await this.read(key, '#entry', names);
    return Object.keys(there).length > 0;
  }

  private async addPageIfFull(term: string, page: number): Promise<void> {
    const { bytes } = await this.read(pageKey(term, page), 'bytes');
    if (Number(bytes ?? 0) < FULL_PAGE_BYTES) return;
    await this.updateIf({
      Key: pageKey(term, 0),
      UpdateExpression: 'SET pages = :more',
      ConditionExpression: page === 0 ? 'attribute_not_exists(pages)' : 'pages = :now',
      ExpressionAttributeValues: { ':more': page + 2, ...(page === 0 ? {} : { ':now': page + 1 }) },
    });
  }

  private async pageCount(term: string): Promise<number> {
    return Number((await this.read(pageKey(term, 0), 'pages')).pages ?? 1);
  }

  /** Every page of the terms: one round of reads, and one more for terms that fill several pages. */
  private async allPages(terms: string[]): Promise<Item[]> {
    const first = await this.pages(terms.map((term) => pageKey(term, 0)));
    const spilled = first.flatMap((page) =>
      Array.from({ length: Number(page.pages ?? 1) - 1 }, (_, index) =>
        pageKey(termOfPage(page), index + 1),
      ),
    );
    return [...first, ...(await this.pages(spilled))];
  }

  private pages(keys: Item[]): Promise<Item[]> {
    return batchGet(this.client, this.table, keys);
  }

  private async read(key: Item, attribute: string, names?: Record<string, string>): Promise<Item> {
    const answer = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: key,
        ProjectionExpression: attribute,
        ...(names ? { ExpressionAttributeNames: names } : {}),
        ConsistentRead: true,
      }),
    );
    return answer.Item ?? {};
  }

  /** False when the condition did not hold. */
  private async updateIf(update: Omit<UpdateCommandInput, 'TableName'>): Promise<boolean> {
    try {
      await this.client.send(new UpdateCommand({ ...update, TableName: this.table }));
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }
}

function entryBytes({ topicId, expression }: HungTopic): number {
  return ENTRY_OVERHEAD_BYTES + Buffer.byteLength(topicId + expression);
}
