import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  calculatePause,
  findFreeSlots,
  findPause,
  MAX_PAUSE_MS,
  MAX_PLAUSIBLE_AHEAD_MS,
  type SendLine,
  type SlotRequest,
  type SlotReservation,
} from '../domain/send-slots';
import { isConditionFailure } from './dynamodb';

/** The items that keep the lines. They are in the Deliveries table, under keys that no delivery has. */
export const SEND_LINES = { all: 'send-slots', confirmations: 'send-slots-confirmations' } as const;

/** A write fails if another worker changes the line first. Each such failure means that one got slots. */
const MAX_ATTEMPTS = 20;

/**
 * A send line of the account, shared by all workers: an item with the next free slot. Slots are reserved
 * by adding to it, so that concurrent workers do not conflict.
 */
export class SendSlots {
  /** The line as this worker saw it last, to guess which write will succeed. */
  private lastSeen: SendLine = {};

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly line: (typeof SEND_LINES)[keyof typeof SEND_LINES],
  ) {}

  /** Reserves slots at one interval from each other, or says why there are none within the time. */
  readonly reserve = async (request: SlotRequest): Promise<SlotReservation> => {
    let free = findFreeSlots(this.lastSeen, { ...request, latest: Number.POSITIVE_INFINITY });
    // What this worker saw last may be out of date, which only a write can show.
    if (free.outcome === 'paused' || free.outcome === 'full') free = { outcome: 'next-in-line' };
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const written = await this.write(free.outcome, request);
      if (written !== undefined) return { outcome: 'reserved', first: written };
      free = findFreeSlots(this.lastSeen, request);
      if (free.outcome === 'paused' || free.outcome === 'full') return free;
    }
    throw new Error(`Another worker changed "${this.line}" each time.`);
  };

  /**
   * Stops all workers for a while, because SES accepts no email from the account. Only the first of
   * several workers that find it out at the same time changes the pause. Returns when it ends.
   */
  readonly pause = async (now: number): Promise<number> => {
    const line = await this.read();
    const current = findPause(line, now);
    if (current !== undefined) return current;
    const pauseMs = calculatePause(line, now);
    try {
      await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: { deliveryId: this.line },
          UpdateExpression: 'SET pausedUntil = :until, pauseMs = :pause',
          ConditionExpression: line.pausedUntil
            ? 'pausedUntil = :seen'
            : 'attribute_not_exists(pausedUntil)',
          ExpressionAttributeValues: {
            ':until': now + pauseMs,
            ':pause': pauseMs,
            ...(line.pausedUntil ? { ':seen': line.pausedUntil } : {}),
          },
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
    return now + pauseMs;
  };

  /** When the current pause ends (ms since 1970), or undefined if there is none. */
  readonly pausedUntil = async (now: number): Promise<number | undefined> =>
    findPause(await this.read(), now);

  /**
   * Reserves the slots, if they are still where `findFreeSlots` says.
   *
   * @returns the first slot, or undefined if the line has changed. `lastSeen` is then up to date.
   */
  private async write(
    position: 'next-in-line' | 'from-earliest',
    { count, intervalMs, now, earliest, latest }: SlotRequest,
  ): Promise<number | undefined> {
    const isNext = position === 'next-in-line';
    const length = count * intervalMs;
    try {
      const { Attributes } = await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: { deliveryId: this.line },
          UpdateExpression: isNext ? 'SET nextAt = nextAt + :length' : 'SET nextAt = :end',
          // Both parts state the rule of `findFreeSlots`.
          ConditionExpression: `(attribute_not_exists(pausedUntil) OR pausedUntil <= :now
              OR pausedUntil > :maxPause)
            AND ${
              isNext
                ? 'nextAt > :earliest AND nextAt <= :plausible AND nextAt <= :latest'
                : '(attribute_not_exists(nextAt) OR nextAt <= :earliest OR nextAt > :plausible)'
            }`,
          ExpressionAttributeValues: {
            ':now': now,
            ':maxPause': now + MAX_PAUSE_MS,
            ':earliest': earliest,
            ':plausible': earliest + MAX_PLAUSIBLE_AHEAD_MS,
            ...(isNext ? { ':latest': latest, ':length': length } : { ':end': earliest + length }),
          },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      this.lastSeen = toLine(Attributes);
      return isNext ? Number(this.lastSeen.nextAt) - length : earliest;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      this.lastSeen = toLine(error.Item === undefined ? {} : unmarshall(error.Item));
      return undefined;
    }
  }

  private async read(): Promise<SendLine> {
    const { Item: item } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { deliveryId: this.line },
        ConsistentRead: true,
      }),
    );
    this.lastSeen = toLine(item);
    return this.lastSeen;
  }
}

function toLine(item: Record<string, unknown> | undefined): SendLine {
  const line: SendLine = {};
  for (const name of ['nextAt', 'pausedUntil', 'pauseMs'] as const) {
    if (item?.[name] !== undefined) line[name] = Number(item[name]);
  }
  return line;
}
