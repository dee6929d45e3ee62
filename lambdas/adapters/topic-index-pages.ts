import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { TopicCandidate } from '../domain/topic';
import {
  type DynamoDb,
  deleteConditionally,
  type Item,
  isConditionFailure,
  updateConditionally,
} from './dynamodb';
import { entriesOfPage, entryName, pageKey } from './topic-items';

/**
 * A page with this many bytes gets no more entries. DynamoDB's limit for an item is 400 KB, and the
 * largest entry has less than 2 KB.
 */
const MAX_PAGE_BYTES = 350_000;
/**
 * The first page of a term is smaller: a briefing reads the first pages of hundreds of terms at once,
 * and their further pages a few at a time.
 */
const MAX_FIRST_PAGE_BYTES = 64_000;
/** The size of an entry without its id and expression: attribute names, language, generation. */
const ENTRY_OVERHEAD_BYTES = 60;

/**
 * Changes the pages of the inverted index: each term has one or more pages with the topics that are
 * indexed under it. Changes update single attributes and never write a page back as a whole, so that
 * hundreds of writers can change a page at the same time.
 */
export class TopicIndexPages {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /** Adds an entry for this generation to the last page of the term. */
  async add(term: string, topic: TopicCandidate, generation: number): Promise<void> {
    const { topicId, expression, language } = topic;
    const names = { '#entry': entryName(topicId) };
    const entry = { expression, language, generation };
    for (;;) {
      const page = (await this.pageCount(term)) - 1;
      const added = await updateConditionally(this.client, {
        TableName: this.table,
        Key: pageKey(term, page),
        UpdateExpression: 'SET #entry = :entry ADD bytes :bytes',
        ConditionExpression:
          'attribute_not_exists(#entry) AND (attribute_not_exists(bytes) OR bytes < :maxBytes)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: {
          ':entry': entry,
          ':bytes': entryBytes(topic),
          ':maxBytes': maxBytesOf(page),
        },
      });
      if (added || (await this.updateEntry(pageKey(term, page), names, entry))) return;
      await this.addPageIfFull(term, page);
    }
  }

  /** Removes the topic's entries of this generation and earlier ones from the pages of the term. */
  async remove(term: string, topic: TopicCandidate, generation: number): Promise<void> {
    const pages = await this.pageCount(term);
    for (let page = 0; page < pages; page += 1) {
      const bytesLeft = await this.removeEntry(pageKey(term, page), topic, generation);
      if (bytesLeft !== undefined && bytesLeft <= 0) await this.removePageIfEmpty(term);
    }
  }

  /** The bytes of the entries that are left; undefined if there was no such entry. */
  private async removeEntry(
    key: Item,
    topic: TopicCandidate,
    generation: number,
  ): Promise<number | undefined> {
    try {
      const { Attributes } = await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: key,
          UpdateExpression: 'REMOVE #entry ADD bytes :bytes',
          ConditionExpression: '#entry.generation <= :generation',
          ExpressionAttributeNames: { '#entry': entryName(topic.topicId) },
          ExpressionAttributeValues: { ':generation': generation, ':bytes': -entryBytes(topic) },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(Attributes?.bytes ?? 0);
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }

  /**
   * Removes the only page of a term if no topic is left on it: its key is a word of someone who may have
   * been erased. An entry that is added meanwhile changes `bytes`, so that nothing is lost.
   */
  private async removePageIfEmpty(term: string): Promise<void> {
    const key = pageKey(term, 0);
    const { Item: page = {} } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: key, ConsistentRead: true }),
    );
    if (page.pages !== undefined || entriesOfPage(page).length > 0) return;
    await deleteConditionally(this.client, {
      TableName: this.table,
      Key: key,
      ConditionExpression: 'bytes = :bytes AND attribute_not_exists(pages)',
      ExpressionAttributeValues: { ':bytes': page.bytes },
    });
  }

  /** Sets the generation of an existing entry unless it is newer. False if there is no entry. */
  private async updateEntry(
    key: Item,
    names: Record<string, string>,
    entry: { generation: number },
  ): Promise<boolean> {
    const updated = await updateConditionally(this.client, {
      TableName: this.table,
      Key: key,
      UpdateExpression: 'SET #entry = :entry',
      ConditionExpression: '#entry.generation < :generation',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':entry': entry, ':generation': entry.generation },
    });
    if (updated) return true;
    const existing = await this.read(key, '#entry', names);
    return Object.keys(existing).length > 0;
  }

  private async addPageIfFull(term: string, page: number): Promise<void> {
    const { bytes } = await this.read(pageKey(term, page), 'bytes');
    if (Number(bytes ?? 0) < maxBytesOf(page)) return;
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: pageKey(term, 0),
      UpdateExpression: 'SET pages = :pages',
      ConditionExpression: page === 0 ? 'attribute_not_exists(pages)' : 'pages = :previousPages',
      ExpressionAttributeValues: {
        ':pages': page + 2,
        ...(page === 0 ? {} : { ':previousPages': page + 1 }),
      },
    });
  }

  private async pageCount(term: string): Promise<number> {
    return Number((await this.read(pageKey(term, 0), 'pages')).pages ?? 1);
  }

  private async read(key: Item, attribute: string, names?: Record<string, string>): Promise<Item> {
    const { Item: item = {} } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: key,
        ProjectionExpression: attribute,
        ...(names ? { ExpressionAttributeNames: names } : {}),
        ConsistentRead: true,
      }),
    );
    return item;
  }
}

const maxBytesOf = (page: number) => (page === 0 ? MAX_FIRST_PAGE_BYTES : MAX_PAGE_BYTES);

function entryBytes({ topicId, expression }: TopicCandidate): number {
  return ENTRY_OVERHEAD_BYTES + Buffer.byteLength(topicId + expression);
}
