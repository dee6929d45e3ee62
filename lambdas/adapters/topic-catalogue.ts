import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { IndexEntry, StoredTopic } from '../domain/topic';
import { isPage, isTopic, termOfPage, topicsOnPage, toStoredTopic } from './topic-items';

/** A part of all topics and of all that hangs in the index. */
export interface CataloguePart {
  topics: StoredTopic[];
  entries: { term: string; entry: IndexEntry }[];
  /** Where the next part begins; absent after the last. */
  next?: string;
}

/** Reads the whole Topics table, part by part: for the operator, never for a briefing. */
export function readCatalogue(client: DynamoDBDocumentClient, table: string) {
  return async (startAfter: string | undefined, most: number): Promise<CataloguePart> => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: table,
        Limit: most,
        ConsistentRead: true,
        ...(startAfter === undefined ? {} : { ExclusiveStartKey: { key: startAfter } }),
      }),
    );
    const next = LastEvaluatedKey && String(LastEvaluatedKey.key);
    return {
      topics: Items.filter(isTopic).map(toStoredTopic),
      entries: Items.filter(isPage).flatMap((page) =>
        topicsOnPage(page).map((entry) => ({ term: termOfPage(page), entry })),
      ),
      ...(next === undefined ? {} : { next }),
    };
  };
}
