import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  advanceMark,
  type HandledSendEvent,
  msBetween,
  type SendEventsMark,
} from '../domain/send-events';
import { isConditionFailure, updateConditionally } from './dynamodb';

/** The item of the Deliveries table that holds the mark. */
const KEY = { deliveryId: 'send-events' };

/** A worker writes the mark at most this often (ms), because all workers write the same item. */
const MIN_WRITE_INTERVAL_MS = 10_000;

const markSchema = z.object({ until: z.string(), handledAt: z.string(), aliveSince: z.string() });

/** The record of which Send events from SES were handled. */
export class SendEvents {
  private lastWrittenAt: string | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  readonly find = async (): Promise<SendEventsMark | undefined> => {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: KEY, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : markSchema.parse(Item);
  };

  /**
   * Records that the event was handled, unless this worker has just recorded another. A probe is always
   * recorded: `recover` waits for it, and there may be no later event.
   */
  readonly mark = async (event: HandledSendEvent & { isProbe: boolean }): Promise<void> => {
    const { lastWrittenAt } = this;
    const isRecent =
      lastWrittenAt !== undefined &&
      msBetween(lastWrittenAt, event.handledAt) < MIN_WRITE_INTERVAL_MS;
    if (isRecent && !event.isProbe) return;
    const previous = await this.find();
    const { until, handledAt, aliveSince } = advanceMark(previous, event);
    try {
      await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: KEY,
          UpdateExpression: 'SET #until = :until, handledAt = :handledAt, aliveSince = :aliveSince',
          ConditionExpression: previous
            ? 'handledAt = :previous AND #until = :previousUntil AND aliveSince = :previousAliveSince'
            : 'attribute_not_exists(handledAt)',
          // `until` is a reserved word.
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: {
            ':until': until,
            ':handledAt': handledAt,
            ':aliveSince': aliveSince,
            ...(previous
              ? {
                  ':previous': previous.handledAt,
                  ':previousUntil': previous.until,
                  ':previousAliveSince': previous.aliveSince,
                }
              : {}),
          },
        }),
      );
      this.lastWrittenAt = event.handledAt;
    } catch (error) {
      // Another worker has moved the mark in this moment, so this event starts from there.
      if (!isConditionFailure(error)) throw error;
      await this.mark(event);
    }
  };
  /**
   * Records that a Send event could not be handled at `at` (ISO 8601): the path of events counts as
   * alive only from then on, however many others are handled.
   */
  readonly markFailure = async (at: string): Promise<void> => {
    await updateConditionally(this.client, {
      TableName: this.table,
      Key: KEY,
      UpdateExpression: 'SET aliveSince = :at',
      ConditionExpression: 'aliveSince < :at',
      ExpressionAttributeValues: { ':at': at },
    });
  };
}
