import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { MAX_KEY_BYTES } from '../domain/matching/index-keys';
import type { IndexEntry, TopicCandidate } from '../domain/topic';
import { batchGet, type DynamoDb, type Item, updateConditionally } from './dynamodb';
import { entriesOfPage, entryName, pageKey, termOfPage } from './topic-items';

/**
 * A page with this many bytes gets no more entries. DynamoDB's limit for an item is 400 KB, and the
 * largest entry has less than 2 KB.
 */
const MAX_PAGE_BYTES = 350_000;
/** The size of an entry without its id and expression: attribute names, language, generation. */
const ENTRY_OVERHEAD_BYTES = 60;

/**
 * The pages of the inverted index: each term has one or more pages with the topics that are indexed
 * under it. Changes update single attributes and never write a page back as a whole, so that hundreds
 * of writers can change a page at the same time.
 */
export class TopicIndexPages {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /**
   * The entries under each of the terms, by term. Takes one round of reads, and a second one for terms
   * with several pages. Terms that are too long for a key, which a briefing may contain, are skipped:
   * no topic is indexed under them.
   */
  async entriesUnder(terms: string[], consistent: boolean): Promise<Map<string, IndexEntry[]>> {
    const read = (keys: Item[]) => batchGet(this.client, this.table, keys, { consistent });
    const firstPages = await read(
      [...new Set(terms)].map((term) => pageKey(term, 0)).filter(fitsKeyLimit),
    );
    const furtherKeys = firstPages.flatMap((page) =>
      Array.from({ length: Number(page.pages ?? 1) - 1 }, (_, index) =>
        pageKey(termOfPage(page), index + 1),
      ),
    );
    const entries = new Map<string, IndexEntry[]>();
    for (const page of [...firstPages, ...(await read(furtherKeys))]) {
      const term = termOfPage(page);
      entries.set(term, [...(entries.get(term) ?? []), ...entriesOfPage(page)]);
    }
    return entries;
  }

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
          ':maxBytes': MAX_PAGE_BYTES,
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
      await updateConditionally(this.client, {
        TableName: this.table,
        Key: pageKey(term, page),
        UpdateExpression: 'REMOVE #entry ADD bytes :bytes',
        ConditionExpression: '#entry.generation <= :generation',
        ExpressionAttributeNames: { '#entry': entryName(topic.topicId) },
        ExpressionAttributeValues: { ':generation': generation, ':bytes': -entryBytes(topic) },
      });
    }
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
    if (Number(bytes ?? 0) < MAX_PAGE_BYTES) return;
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

function fitsKeyLimit({ key }: { key: string }): boolean {
  return Buffer.byteLength(key) <= MAX_KEY_BYTES;
}

function entryBytes({ topicId, expression }: TopicCandidate): number {
  return ENTRY_OVERHEAD_BYTES + Buffer.byteLength(topicId + expression);
}
