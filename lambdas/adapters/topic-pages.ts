import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { IndexEntry, TopicCandidate } from '../domain/topic';
import { batchGet, type DynamoDb, type Item, updateIf } from './dynamodb';
import { entryName, pageKey, termOfPage, topicsOnPage } from './topic-items';

/**
 * A page takes no more topics past this; DynamoDB's items end at 400 KB, and the largest entry is
 * under 2 KB.
 */
const MAX_PAGE_BYTES = 350_000;
/**
 * A partition key has at most so many bytes, and DynamoDB refuses a whole batch for a longer one:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_KEY_BYTES = 2_048;
/** What an entry takes beside its expression: names, language, generation. */
const ENTRY_OVERHEAD_BYTES = 60;

/**
 * The pages of the reverse index: under each term, the topics that hang there. A page is changed by
 * one attribute at a time, never read and written back, so that hundreds may change it at once.
 */
export class TopicPages {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /**
   * What hangs under each of the terms. One round of reads, and one more for terms so common that
   * they fill several pages. Nothing hangs under a term too long to be a key, as a briefing may hold.
   */
  async entriesUnder(terms: string[], consistent: boolean): Promise<Map<string, IndexEntry[]>> {
    const read = (keys: Item[]) => batchGet(this.client, this.table, keys, { consistent });
    const first = await read([...new Set(terms)].map((term) => pageKey(term, 0)).filter(isShort));
    const spilled = first.flatMap((page) =>
      Array.from({ length: Number(page.pages ?? 1) - 1 }, (_, index) =>
        pageKey(termOfPage(page), index + 1),
      ),
    );
    const entries = new Map<string, IndexEntry[]>();
    for (const page of [...first, ...(await read(spilled))]) {
      const term = termOfPage(page);
      const earlier = entries.get(term);
      if (earlier) earlier.push(...topicsOnPage(page));
      else entries.set(term, topicsOnPage(page));
    }
    return entries;
  }

  /** Hangs the topic under the term, on the last of its pages, for this generation. */
  async add(term: string, topic: TopicCandidate, generation: number): Promise<void> {
    const { topicId, expression, language } = topic;
    const names = { '#entry': entryName(topicId) };
    const entry = { expression, language, generation };
    for (;;) {
      const page = (await this.pageCount(term)) - 1;
      const added = await updateIf(this.client, {
        TableName: this.table,
        Key: pageKey(term, page),
        UpdateExpression: 'SET #entry = :entry ADD bytes :bytes',
        ConditionExpression:
          'attribute_not_exists(#entry) AND (attribute_not_exists(bytes) OR bytes < :full)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: {
          ':entry': entry,
          ':bytes': entryBytes(topic),
          ':full': MAX_PAGE_BYTES,
        },
      });
      if (added || (await this.renew(pageKey(term, page), names, entry))) return;
      await this.addPageIfFull(term, page);
    }
  }

  /** Takes the topic from the term's pages, where it hangs for this generation or an earlier one. */
  async remove(term: string, topic: TopicCandidate, generation: number): Promise<void> {
    const pages = await this.pageCount(term);
    for (let page = 0; page < pages; page += 1) {
      await updateIf(this.client, {
        TableName: this.table,
        Key: pageKey(term, page),
        UpdateExpression: 'REMOVE #entry ADD bytes :bytes',
        ConditionExpression: '#entry.generation <= :generation',
        ExpressionAttributeNames: { '#entry': entryName(topic.topicId) },
        ExpressionAttributeValues: { ':generation': generation, ':bytes': -entryBytes(topic) },
      });
    }
  }

  /** Raises the generation of an entry that is there; true also where it is newer already. */
  private async renew(
    key: Item,
    names: Record<string, string>,
    entry: { generation: number },
  ): Promise<boolean> {
    const renewed = await updateIf(this.client, {
      TableName: this.table,
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
    if (Number(bytes ?? 0) < MAX_PAGE_BYTES) return;
    await updateIf(this.client, {
      TableName: this.table,
      Key: pageKey(term, 0),
      UpdateExpression: 'SET pages = :more',
      ConditionExpression: page === 0 ? 'attribute_not_exists(pages)' : 'pages = :now',
      ExpressionAttributeValues: { ':more': page + 2, ...(page === 0 ? {} : { ':now': page + 1 }) },
    });
  }

  private async pageCount(term: string): Promise<number> {
    return Number((await this.read(pageKey(term, 0), 'pages')).pages ?? 1);
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
}

function isShort({ key }: { key: string }): boolean {
  return Buffer.byteLength(key) <= MAX_KEY_BYTES;
}

function entryBytes({ topicId, expression }: TopicCandidate): number {
  return ENTRY_OVERHEAD_BYTES + Buffer.byteLength(topicId + expression);
}
