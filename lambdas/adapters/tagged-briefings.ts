import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { BriefingHeading } from '../domain/briefing';
import type { BriefingsQuery } from '../domain/newsletters/issue-document';
import { toHeading } from './briefing-items';
import type { Item } from './dynamodb';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Finds the newest briefings with all tags of a query, until a time (ISO 8601). It reads the headings of each day in
 * turn: 2,000 of them are about 1 MB, or 125 read units.
 */
export function findTagged(client: DynamoDBDocumentClient, table: string) {
  return async (query: BriefingsQuery, until: string): Promise<BriefingHeading[]> => {
    const since = new Date(Date.parse(until) - query.sinceHours * HOUR_MS).toISOString();
    const found: BriefingHeading[] = [];
    let day = dayOf(until);
    while (day >= dayOf(since) && found.length < query.limit) {
      const items = await itemsOfDay(client, table, { day, since, until });
      const tagged = items.filter(({ tags }) => query.tags.every((tag) => hasTag(tags, tag)));
      found.push(...tagged.map(toHeading));
      day = dayBefore(day);
    }
    return found.slice(0, query.limit);
  };
}

async function itemsOfDay(
  client: DynamoDBDocumentClient,
  table: string,
  { day, since, until }: { day: string; since: string; until: string },
): Promise<Item[]> {
  const items: Item[] = [];
  let startKey: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'byDay',
        KeyConditionExpression: '#day = :day AND publishedAt BETWEEN :since AND :until',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': day, ':since': since, ':until': until },
        ScanIndexForward: false,
        ...(startKey ? { ExclusiveStartKey: startKey } : {}),
      }),
    );
    items.push(...Items);
    startKey = LastEvaluatedKey;
  } while (startKey);
  return items;
}

function hasTag(tags: unknown, tag: string): boolean {
  return Array.isArray(tags) && tags.includes(tag);
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}

function dayBefore(day: string): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00.000Z`) - DAY_MS).toISOString());
}
