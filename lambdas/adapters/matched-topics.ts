import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { fanOutRecordId } from '../domain/delivery';
import { batchGet } from './dynamodb';

const TOPICS_PER_RECORD = 100;
/** Read at once: most briefings have one record. */
const RECORDS_PER_READ = 10;
const RETENTION_SECONDS = 90 * 24 * 3600;

const recordSchema = z.object({ topicIds: z.array(z.string()) });

/** The topics that an edition of a briefing matched, as the fan-out records of the ledger list them. */
export class MatchedTopics {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** Records the topics of an edition. `now` is ISO 8601. */
  readonly record = async (
    { briefingId, edition }: { briefingId: string; edition: number },
    topicIds: string[],
    now: string,
  ): Promise<void> => {
    const expiresAt = Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS;
    for (let start = 0; start < topicIds.length; start += TOPICS_PER_RECORD) {
      const deliveryId = fanOutRecordId(briefingId, edition, start / TOPICS_PER_RECORD);
      const some = topicIds.slice(start, start + TOPICS_PER_RECORD);
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { deliveryId, topicIds: some, expiresAt },
        }),
      );
    }
  };

  /** The ids of the topics, sorted. */
  readonly of = async (briefingId: string, edition: number): Promise<string[]> => {
    const topicIds: string[] = [];
    for (let first = 0; ; first += RECORDS_PER_READ) {
      const keys = Array.from({ length: RECORDS_PER_READ }, (_, index) => ({
        deliveryId: fanOutRecordId(briefingId, edition, first + index),
      }));
      const items = await batchGet(this.client, this.table, keys, { consistent: true });
      topicIds.push(...items.flatMap((item) => recordSchema.parse(item).topicIds));
      if (items.length < RECORDS_PER_READ) return topicIds.sort();
    }
  };
}
