import { MAX_KEY_BYTES } from '../domain/matching/index-keys';
import type { IndexEntry, PagePosition } from '../domain/topic';
import { batchGet, type DynamoDb, type Item } from './dynamodb';
import { entriesOfPage, pageKey, termOfPage } from './topic-items';

/** First pages that are read at once: all those of an ordinary briefing, and at most 51 MB. */
const FIRST_PAGES_PER_READ = 800;
/** Further pages that are read at once: at most 2.8 MB. */
const FURTHER_PAGES_PER_READ = 8;
/** A part of the candidates has at least this many, if there are more. */
const MIN_CANDIDATES_PER_PART = 1_000;

/** Reads the pages of the inverted index, consistently and a limited number at once. */
export class TopicIndexReader {
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
}

/** The positions of the pages after a term's first page. */
function furtherPages(term: string, firstPage: Item | undefined): PagePosition[] {
  const pages = Number(firstPage?.pages ?? 1);
  return Array.from({ length: pages - 1 }, (_, index) => ({ term, page: index + 1 }));
}

const keyOf = ({ term, page }: PagePosition) => pageKey(term, page);

function fitsKeyLimit({ key }: { key: string }): boolean {
  return Buffer.byteLength(key) <= MAX_KEY_BYTES;
}
