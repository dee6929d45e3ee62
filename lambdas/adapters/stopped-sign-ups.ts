import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { STOP_REASONS, type StoppedDay, type StopReason } from '../domain/sign-up-limit';
import { batchGet, type DynamoDb } from './dynamodb';

const DAY_MS = 24 * 3600_000;
const RETENTION_DAYS = 30;

/** How many sign-ups were stopped each day (UTC), and why: counts in the Deliveries table. */
export class StoppedSignUps {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /** Counts one. API Gateway lets few requests a second to the form, so a flood costs little. */
  readonly count = async (reason: StopReason, now: string): Promise<void> => {
    const expiresAt = Math.ceil((Date.parse(now) + RETENTION_DAYS * DAY_MS) / 1000);
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { deliveryId: idOf(now) },
        UpdateExpression: 'ADD #reason :one SET expiresAt = :expiresAt',
        ExpressionAttributeNames: { '#reason': reason },
        ExpressionAttributeValues: { ':one': 1, ':expiresAt': expiresAt },
      }),
    );
  };

  /** The last days on which any were stopped, latest first. */
  readonly lastDays = async (now: string): Promise<StoppedDay[]> => {
    const times = Array.from(
      { length: RETENTION_DAYS },
      (_, day) => Date.parse(now) - day * DAY_MS,
    );
    const days = times.map((ms) => new Date(ms).toISOString());
    const keys = days.map((day) => ({ deliveryId: idOf(day) }));
    const items = await batchGet(this.client, this.table, keys);
    return days.flatMap((day) => {
      const item = items.find(({ deliveryId }) => deliveryId === idOf(day));
      if (item === undefined) return [];
      const counts = STOP_REASONS.flatMap((reason) =>
        item[reason] === undefined ? [] : [[reason, Number(item[reason])]],
      );
      return [{ day: day.slice(0, 10), stopped: Object.fromEntries(counts) }];
    });
  };
}

function idOf(time: string): string {
  return `sign-ups-stopped-${time.slice(0, 10)}`;
}
