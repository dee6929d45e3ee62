import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { MAX_KEY_BYTES } from '../domain/matching/index-keys';
import type { IndexEntry, PagePosition, TopicCandidate } from '../domain/topic';
import {
  batchGet,
  type DynamoDb,
  deleteConditionally,
  type Item,
  isConditionFailure,
  updateConditionally,
} from './dynamodb';
import { entriesOfPage, entryName, pageKey, termOfPage } from './topic-items';

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
/** First pages that are read at once: all those of an ordinary briefing, and at most 51 MB. */
const FIRST_PAGES_PER_READ = 800;
/** Further pages that are read at once: at most 2.8 MB. */
const FURTHER_PAGES_PER_READ = 8;
/** A part of the candidates has at least this many, if there are more. */
const MIN_CANDIDATES_PER_PART = 1_000;
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
  async entriesUnder(terms: string[]): Promise<Map<string, IndexEntry[]>> {
    const firstPages = await this.readPages(
      [...new Set(terms)].map((term) => pageKey(term, 0)).filter(fitsKeyLimit),
    );
    const further = await this.readPages(
      firstPages.flatMap((page) => furtherPages(termOfPage(page), page).map(keyOf)),
    );
    const entries = new Map<string, IndexEntry[]>();
    for (const page of [...firstPages, ...further]) {
      const term = termOfPage(page);
      entries.set(term, [...(entries.get(term) ?? []), ...entriesOfPage(page)]);
    }
    return entries;
  }

  /**
   * The entries under all of the terms, in parts, in the order of the pages after `startAfter`. Keeps
   * only a few pages in memory. The read is consistent: a topic that was followed a moment ago is found.
   */
  async *partsUnder(
    terms: string[],
    startAfter?: PagePosition,
  ): AsyncGenerator<{ candidates: IndexEntry[]; position: PagePosition }> {
    const sorted = [...new Set(terms)]
      .filter((term) => fitsKeyLimit(pageKey(term, 0)))
      .sort()
      .filter((term) => startAfter === undefined || term >= startAfter.term);
    for (let start = 0; start < sorted.length; start += FIRST_PAGES_PER_READ) {
      const some = sorted.slice(start, start + FIRST_PAGES_PER_READ);
      const pages = await this.readPages(some.map((term) => pageKey(term, 0)));
      yield* this.partsOf(new Map(pages.map((page) => [termOfPage(page), page])), some, startAfter);
    }
  }

  private async *partsOf(
    firstPages: Map<string, Item>,
    terms: string[],
    startAfter: PagePosition | undefined,
  ): AsyncGenerator<{ candidates: IndexEntry[]; position: PagePosition }> {
    const isDone = ({ term, page }: PagePosition) =>
      startAfter?.term === term && page <= startAfter.page;
    const positions = terms
      .flatMap((term) => [{ term, page: 0 }, ...furtherPages(term, firstPages.get(term))])
      .filter((position) => !isDone(position));
    const further = positions.filter(({ page }) => page > 0);
    let read = new Map<string, Item>();
    let candidates: IndexEntry[] = [];
    for (const [index, position] of positions.entries()) {
      if (position.page === 0) {
        candidates.push(...entriesOfPage(firstPages.get(position.term) ?? {}));
        firstPages.delete(position.term);
      } else {
        const { key } = keyOf(position);
        if (read.size === 0) {
          const next = further.splice(0, FURTHER_PAGES_PER_READ).map(keyOf);
          const pages = new Map((await this.readPages(next)).map((page) => [page.key, page]));
          // A page that does not exist yet counts as read too.
          read = new Map(next.map(({ key }) => [key, pages.get(key) ?? {}]));
        }
        candidates.push(...entriesOfPage(read.get(key) ?? {}));
        read.delete(key);
      }
      if (candidates.length >= MIN_CANDIDATES_PER_PART || index === positions.length - 1) {
        yield { candidates, position };
        candidates = [];
      }
    }
  }

  private readPages(keys: Item[]): Promise<Item[]> {
    return batchGet(this.client, this.table, keys, { consistent: true });
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
   * been erased. Whatever is added meanwhile changes `bytes`, so that nothing is lost.
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

/** The positions of the pages after a term's first page. */
function furtherPages(term: string, firstPage: Item | undefined): PagePosition[] {
  const pages = Number(firstPage?.pages ?? 1);
  return Array.from({ length: pages - 1 }, (_, index) => ({ term, page: index + 1 }));
}

const keyOf = ({ term, page }: PagePosition) => pageKey(term, page);

const maxBytesOf = (page: number) => (page === 0 ? MAX_FIRST_PAGE_BYTES : MAX_PAGE_BYTES);

function fitsKeyLimit({ key }: { key: string }): boolean {
  return Buffer.byteLength(key) <= MAX_KEY_BYTES;
}

function entryBytes({ topicId, expression }: TopicCandidate): number {
  return ENTRY_OVERHEAD_BYTES + Buffer.byteLength(topicId + expression);
}
