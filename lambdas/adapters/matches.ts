import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { MATCH_RETENTION_DAYS } from '../domain/match-retention';
import type { MatchedWord } from '../domain/matching/match-topic';
import type { NewMatch, RecordedMatch, RecordOutcome } from '../domain/recorded-match';
import type { Snippet } from '../domain/snippet';
import { batchGet, type Item, updateOrFind } from './dynamodb';

const RETENTION_SECONDS = MATCH_RETENTION_DAYS * 24 * 3600;

/**
 * A digest relies on every match being readable within `SETTLING_MS` of its timestamp. If more than this
 * (ms) has passed before a match is written, it gets a new timestamp.
 */
const MAX_STAMP_AGE_MS = 30_000;
const MAX_STAMPS = 3;

/** Thrown to prevent a write whose timestamp is too old. */
class StaleTimestampError extends Error {
  override readonly name = 'StaleTimestampError';
}

/** The Matches table. */
export class Matches {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly now: () => string,
  ) {}

  /**
   * Records the match, once per edition. Recording it again changes nothing, not even its time. The time
   * is set right before the write, and set again if the write is held up.
   *
   * @throws Error if the write is held up again and again.
   */
  readonly record = async (match: NewMatch): Promise<RecordOutcome> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.recordAt(this.now(), match);
      } catch (error) {
        if (!(error instanceof StaleTimestampError) || attempt === MAX_STAMPS) throw error;
      }
    }
  };

  private async recordAt(
    matchedAt: string,
    { topicId, briefingId, edition, words, snippet }: NewMatch,
  ): Promise<RecordOutcome> {
    const expiresAt = Math.floor(Date.parse(matchedAt) / 1000) + RETENTION_SECONDS;
    const existing = await updateOrFind(
      this.client,
      {
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
      },
      () => {
        const age = Date.parse(this.now()) - Date.parse(matchedAt);
        if (age > MAX_STAMP_AGE_MS) throw new StaleTimestampError();
      },
    );
    if (existing === undefined) return { outcome: 'recorded', matchedAt };
    if (Number(existing.edition) > edition) return { outcome: 'superseded' };
    // Even if an attempt that seemed to fail has written it.
    return { outcome: 'already-recorded', matchedAt: String(existing.matchedAt) };
  }

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
    const [newest] = await this.newest(topicId, { limit: 1, consistent: true });
    return newest?.matchedAt;
  };

  /** The newest matches of the topic, newest first. */
  readonly latestOfTopic = (topicId: string, limit: number): Promise<RecordedMatch[]> =>
    this.newest(topicId, { limit, consistent: false });

  private async newest(
    topicId: string,
    { limit, consistent }: { limit: number; consistent: boolean },
  ): Promise<RecordedMatch[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        IndexName: 'byMatchedAt',
        KeyConditionExpression: 'topicId = :topicId',
        ExpressionAttributeValues: { ':topicId': topicId },
        ScanIndexForward: false,
        ConsistentRead: consistent,
        Limit: limit,
      }),
    );
    return Items.map(toMatch);
  }
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
