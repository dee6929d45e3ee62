import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import type { ScheduledBriefing } from '../domain/scheduled-briefing';
import type { ScheduledEntry } from '../use-cases/manage-scheduled';
import { toBriefingFields, toPlainBriefing } from './briefing-items';
import { deleteConditionally, type Item } from './dynamodb';

/**
 * The partition key of the index by time. A stage has a handful of scheduled briefings, and one partition takes
 * a thousand writes a second.
 */
const WAITING = 'waiting';

/** The Scheduled table: briefings that wait for their time, one item per briefing. */
export class ScheduledBriefings {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  readonly find = async (briefingId: string): Promise<ScheduledBriefing | undefined> => {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { briefingId }, ConsistentRead: true }),
    );
    return Item && toScheduled(Item);
  };

  /** Stores it in place of any other with its id. */
  readonly put = async ({
    briefing,
    terms,
    sendAt,
    revision,
  }: ScheduledBriefing): Promise<void> => {
    const { briefingId, title } = briefing;
    const stored = { briefingId, ...toBriefingFields(briefing) };
    await this.client.send(
      new PutCommand({
        TableName: this.table,
        Item: { briefingId, title, sendAt, revision, waiting: WAITING, briefing: stored, terms },
      }),
    );
  };

  /** False if no such briefing waits. */
  readonly remove = (briefingId: string): Promise<boolean> =>
    deleteConditionally(this.client, {
      TableName: this.table,
      Key: { briefingId },
      ConditionExpression: 'attribute_exists(briefingId)',
    });

  /** The deletion that succeeds only while the briefing waits as it was read. */
  readonly removal = (briefingId: string, revision: string) => ({
    TableName: this.table,
    Key: { briefingId },
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeValues: { ':revision': revision },
  });

  /** All that wait, in the order of their times. */
  readonly list = (): Promise<ScheduledEntry[]> => this.query('waiting = :waiting', {});

  /** The ids of those that should have been published before `time` (ISO 8601), oldest first. */
  readonly overdueAt = async (time: string): Promise<string[]> => {
    const entries = await this.query('waiting = :waiting AND sendAt < :time', { ':time': time });
    return entries.map(({ briefingId }) => briefingId);
  };

  private async query(condition: string, values: Item): Promise<ScheduledEntry[]> {
    const entries: ScheduledEntry[] = [];
    let startKey: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          IndexName: 'bySendAt',
          KeyConditionExpression: condition,
          ExpressionAttributeValues: { ':waiting': WAITING, ...values },
          ...(startKey ? { ExclusiveStartKey: startKey } : {}),
        }),
      );
      entries.push(
        ...Items.map(({ briefingId, title, sendAt }) => ({
          briefingId: String(briefingId),
          title: String(title),
          sendAt: String(sendAt),
        })),
      );
      startKey = LastEvaluatedKey;
    } while (startKey);
    return entries;
  }
}

/** Only `put` writes these items, and every version keeps the attributes of a briefing. */
function toScheduled(item: Item): ScheduledBriefing {
  return {
    briefing: toPlainBriefing(item.briefing as Item),
    terms: item.terms as ScheduledBriefing['terms'],
    sendAt: String(item.sendAt),
    revision: String(item.revision),
  };
}
