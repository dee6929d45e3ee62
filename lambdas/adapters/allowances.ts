import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Allowance, type FullAt, latestFullAt, takeFrom } from '../domain/allowance';
import { type DynamoDb, type Item, updateConditionally } from './dynamodb';

/** Only requests at the same moment conflict, and only while the allowance is untouched. */
const MAX_ATTEMPTS = 8;

/** Allowances that are taken together, stored in one item. */
export interface StoredAllowances {
  /** The key of the item. */
  id: string;
  allowances: Record<string, Allowance>;
}

export type TakenAllowance = { outcome: 'taken' } | { outcome: 'over'; retryAfterMs: number };

/** Allowances in the Deliveries table. A full allowance means the same as no item, so the item expires. */
export class Allowances {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /** Whether one could be taken now. Changes nothing. */
  async check(stored: StoredAllowances, nowMs: number): Promise<TakenAllowance> {
    const taken = takeFrom(stored.allowances, await this.stateOf(stored), nowMs);
    return taken.outcome === 'over' ? taken : { outcome: 'taken' };
  }

  /**
   * Takes one. While some of it is used, which is when many people ask at once, this is an atomic
   * addition, so that they do not conflict with each other.
   */
  async take(stored: StoredAllowances, nowMs: number): Promise<TakenAllowance> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const state = await this.stateOf(stored);
      const taken = takeFrom(stored.allowances, state, nowMs);
      if (taken.outcome === 'over') return taken;
      if (await this.write(stored, state, taken.state, nowMs)) return { outcome: 'taken' };
    }
    const intervals = Object.values(stored.allowances).map(({ intervalMs }) => intervalMs);
    return { outcome: 'over', retryAfterMs: Math.min(...intervals) };
  }

  private write(
    { id, allowances }: StoredAllowances,
    before: Record<string, FullAt>,
    after: Record<string, FullAt>,
    nowMs: number,
  ): Promise<boolean> {
    const moves = Object.entries(allowances).map(([name, allowance]) =>
      moveOf(name, allowance, before[name] ?? 0, nowMs),
    );
    const fullAt = Math.max(...Object.values(after));
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId: id },
      UpdateExpression: `SET ${moves.map(({ set }) => set).join(', ')}, expiresAt = :expiresAt`,
      ConditionExpression: moves.map(({ condition }) => condition).join(' AND '),
      ExpressionAttributeNames: Object.assign({}, ...moves.map(({ names }) => names)),
      ExpressionAttributeValues: Object.assign(
        { ':now': nowMs, ':expiresAt': Math.ceil(fullAt / 1000) + EXPIRY_MARGIN_SECONDS },
        ...moves.map(({ values }) => values),
      ),
    });
  }

  private async stateOf({ id, allowances }: StoredAllowances): Promise<Record<string, FullAt>> {
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key: { deliveryId: id }, ConsistentRead: true }),
    );
    const names = Object.keys(allowances);
    return Object.fromEntries(names.map((name) => [name, Number(Item?.[`${name}FullAt`] ?? 0)]));
  }
}

/** Additions by others move the time further than one request knows. */
const EXPIRY_MARGIN_SECONDS = 2 * 24 * 3600;

/** How one allowance changes when a request is taken: it starts now if all of it is left. */
function moveOf(
  name: string,
  allowance: Allowance,
  fullAt: FullAt,
  nowMs: number,
): { set: string; condition: string; names: Item; values: Item } {
  const names = { [`#${name}`]: `${name}FullAt` };
  if (fullAt <= nowMs) {
    return {
      set: `#${name} = :${name}`,
      condition: `(attribute_not_exists(#${name}) OR #${name} <= :now)`,
      names,
      values: { [`:${name}`]: nowMs + allowance.intervalMs },
    };
  }
  return {
    set: `#${name} = #${name} + :${name}`,
    condition: `#${name} > :now AND #${name} <= :${name}Latest`,
    names,
    values: {
      [`:${name}`]: allowance.intervalMs,
      [`:${name}Latest`]: latestFullAt(allowance, nowMs),
    },
  };
}
