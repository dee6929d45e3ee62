import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { MATCH_RETENTION_DAYS } from '../domain/match-retention';
import type { MatchedWord } from '../domain/matching/match-topic';
import type { RecordedMatch } from '../domain/recorded-match';
import type { Snippet } from '../domain/snippet';
import { batchGet, type Item, updateConditionally } from './dynamodb';

const RETENTION_SECONDS = MATCH_RETENTION_DAYS * 24 * 3600;

/** The Matches table. */
export class Matches {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Records the match, once per edition. Recording it again changes nothing, not even its time. */
  readonly record = async (match: RecordedMatch): Promise<'recorded' | 'already-recorded'> => {
    const { topicId, briefingId, edition, matchedAt, words, snippet } = match;
    const expiresAt = Math.floor(Date.parse(matchedAt) / 1000) + RETENTION_SECONDS;
    const recorded = await updateConditionally(this.client, {
      TableName: this.table,
      Key: { topicId, briefingId },
      UpdateExpression: `SET edition = :edition, matchedAt = :matchedAt, words = :words,
        snippet = :snippet, expiresAt = :expiresAt`,
      ConditionExpression: 'attribute_not_exists(edition) OR edition < :edition',
      ExpressionAttributeValues: {
        ':edition': edition,
        ':matchedAt': matchedAt,
        ':words': words,
        ':snippet': snippet,
        ':expiresAt': expiresAt,
      },
    });
    return recorded ? 'recorded' : 'already-recorded';
  };

  /** The matches of this or a newer edition of the briefing with any of these topics. */
  readonly ofBriefing = async (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ): Promise<RecordedMatch[]> => {
    const keys = topicIds.map((topicId) => ({ topicId, briefingId }));
    const items = await batchGet(this.client, this.table, keys, { consistent: true });
    return items.map(toMatch).filter((match) => match.edition >= edition);
  };

  /** All matches of the topic after `from` (ISO 8601), oldest first. The read is consistent. */
  readonly ofTopicSince = async (topicId: string, from: string): Promise<RecordedMatch[]> => {
    const matches: RecordedMatch[] = [];
    let startKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: 'byMatchedAt',
          KeyConditionExpression: 'topicId = :topicId AND matchedAt > :from',
          ExpressionAttributeValues: { ':topicId': topicId, ':from': from },
          ConsistentRead: true,
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      matches.push(...Items.map(toMatch));
      startKey = LastEvaluatedKey;
    } while (startKey);
    return matches;
  };

  /** When the newest match of the topic was made (ISO 8601). The read is consistent. */
  readonly newestMatchAt = async (topicId: string): Promise<string | undefined> => {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'byMatchedAt',
        KeyConditionExpression: 'topicId = :topicId',
        ExpressionAttributeValues: { ':topicId': topicId },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: 1,
      }),
    );
    return Items[0] && toMatch(Items[0]).matchedAt;
  };

  /** The newest matches of the topic, newest first. */
  readonly latestOfTopic = async (topicId: string, limit: number): Promise<RecordedMatch[]> => {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'byMatchedAt',
        KeyConditionExpression: 'topicId = :topicId',
        ExpressionAttributeValues: { ':topicId': topicId },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items.map(toMatch);
  };
}

function toMatch(item: Item): RecordedMatch {
  return {
    topicId: String(item.topicId),
    briefingId: String(item.briefingId),
    edition: Number(item.edition),
    matchedAt: String(item.matchedAt),
    words: item.words as MatchedWord[],
    snippet: item.snippet as Snippet,
  };
}
