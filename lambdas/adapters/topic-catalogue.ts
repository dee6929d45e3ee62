import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { IndexEntry, StoredTopic } from '../domain/topic';
import { entriesOfPage, isPage, isTopic, termOfPage, toStoredTopic } from './topic-items';

/** A page of the Topics table: topics and index entries. */
export interface CataloguePage {
  topics: StoredTopic[];
  entries: { term: string; entry: IndexEntry }[];
  /** The `startAfter` of the next page; absent on the last page. */
  next?: string;
}

/** Reads the whole Topics table, page by page. For operator commands only: matching must not scan. */
export function readCatalogue(client: DynamoDBDocumentClient, table: string) {
  return async (startAfter: string | undefined, limit: number): Promise<CataloguePage> => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        Limit: limit,
        ConsistentRead: true,
        ...(startAfter === undefined ? {} : { ExclusiveStartKey: { key: startAfter } }),
      }),
    );
    const next = LastEvaluatedKey && String(LastEvaluatedKey.key);
    return {
      topics: Items.filter(isTopic).map(toStoredTopic),
      entries: Items.filter(isPage).flatMap((page) =>
        entriesOfPage(page).map((entry) => ({ term: termOfPage(page), entry })),
      ),
      ...(next === undefined ? {} : { next }),
    };
  };
}
