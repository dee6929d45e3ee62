import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { MATCH_RETENTION_DAYS } from '../domain/match-retention';
import type { MatchProgress } from '../use-cases/match-briefing';
import { updateConditionally } from './dynamodb';

const RETENTION_SECONDS = MATCH_RETENTION_DAYS * 24 * 3600;

const itemSchema = z.object({
  edition: z.number(),
  lookupHash: z.string(),
  term: z.string(),
  page: z.number(),
  fanOuts: z.number(),
});

/**
 * How far the matching of briefings with very many candidates has come: one item per briefing in the
 * Matches table. It has no time, so it is not in the index by time.
 */
export class MatchProgressItems {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** The progress of this edition; undefined if none was saved. The read is consistent. */
  readonly find = async (
    briefingId: string,
    edition: number,
  ): Promise<MatchProgress | undefined> => {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: keyOf(briefingId), ConsistentRead: true }),
    );
    if (Item === undefined) return undefined;
    const { edition: saved, term, page, ...rest } = itemSchema.parse(Item);
    return saved === edition ? { ...rest, position: { term, page } } : undefined;
  };

  /** Saves the progress. False if a newer edition is being matched already. `now` is ISO 8601. */
  readonly save = (
    briefingId: string,
    edition: number,
    { lookupHash, position, fanOuts }: MatchProgress,
    now: string,
  ): Promise<boolean> =>
    updateConditionally(this.client, {
      TableName: this.table,
      Key: keyOf(briefingId),
      UpdateExpression: `SET edition = :edition, lookupHash = :lookupHash, #term = :term, #page = :page,
        fanOuts = :fanOuts, expiresAt = :expiresAt`,
      ConditionExpression: 'attribute_not_exists(edition) OR edition <= :edition',
      ExpressionAttributeNames: { '#term': 'term', '#page': 'page' },
      ExpressionAttributeValues: {
        ':edition': edition,
        ':lookupHash': lookupHash,
        ':term': position.term,
        ':page': position.page,
        ':fanOuts': fanOuts,
        ':expiresAt': Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS,
      },
    });
}

/** No topic has such an id. */
function keyOf(briefingId: string) {
  return { topicId: `briefing#${briefingId}`, briefingId: 'progress' };
}
