import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { MATCH_RETENTION_DAYS } from '../domain/match-retention';
import type { MatchedWord } from '../domain/matching/match-topic';
import type { RecordedMatch } from '../domain/recorded-match';
import type { Snippet } from '../domain/snippet';
import { batchGet, type Item, updateIf } from './dynamodb';

const RETENTION_SECONDS = MATCH_RETENTION_DAYS * 24 * 3600;

/** The Matches table. */
export class Matches {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Records the match once an edition: a second run changes nothing, its time included. */
  readonly record = async (match: RecordedMatch): Promise<'recorded' | 'already-recorded'> => {
    const { topicId, briefingId, ...values } = match;
    const expiresAt = Math.floor(Date.parse(match.matchedAt) / 1000) + RETENTION_SECONDS;
    const recorded = await updateIf(this.client, {
      TableName: this.table,
      Key: { topicId, briefingId },
      UpdateExpression: `SET edition = :edition, matchedAt = :matchedAt, words = :words,
        snippet = :snippet, expiresAt = :expiresAt`,
      ConditionExpression: 'attribute_not_exists(edition) OR edition < :edition',
      ExpressionAttributeValues: {
        ':edition': values.edition,
        ':matchedAt': values.matchedAt,
        ':words': values.words,
        ':snippet': values.snippet,
        ':expiresAt': expiresAt,
      },
    });
    return recorded ? 'recorded' : 'already-recorded';
  };

  /** Those of the topics that this edition of the briefing met. */
  readonly ofBriefing = async (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ): Promise<RecordedMatch[]> => {
    const keys = topicIds.map((topicId) => ({ topicId, briefingId }));
    const items = await batchGet(this.client, this.table, keys, { consistent: true });
    return items.map(toMatch).filter((match) => match.edition === edition);
  };

  /** Every match of the topic stamped after `from` (ISO 8601), oldest first; what was written is seen. */
  readonly ofTopicSince = async (topicId: string, from: string): Promise<RecordedMatch[]> => {
    const matches: RecordedMatch[] = [];
    let startKey: Item | undefined;
    do {
      const answer = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: 'byMatchedAt',
          KeyConditionExpression: 'topicId = :topicId AND matchedAt > :from',
          ExpressionAttributeValues: { ':topicId': topicId, ':from': from },
          ConsistentRead: true,
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      matches.push(...(answer.Items ?? []).map(toMatch));
      startKey = answer.LastEvaluatedKey;
    } while (startKey);
    return matches;
  };

  /** The newest matches of the topic, newest first. */
  readonly latestOfTopic = async (topicId: string, limit: number): Promise<RecordedMatch[]> => {
    const answer = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'byMatchedAt',
        KeyConditionExpression: 'topicId = :topicId',
        ExpressionAttributeValues: { ':topicId': topicId },
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return (answer.Items ?? []).map(toMatch);
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
