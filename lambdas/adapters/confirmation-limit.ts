import { createHash } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addressKey } from '../domain/address';
import {
  type Allowance,
  type BudgetOutcome,
  type BudgetState,
  type ConfirmationBudget,
  latestFullAt,
  takeConfirmation,
} from '../domain/confirmation-budget';
import { maxRequestsPerHour, registeredDomain } from '../domain/mail-domain';
import type { CountedRequest, CountRequest, RequestLimit } from '../use-cases/request-confirmation';
import { type DynamoDb, type Item, isConditionFailure, updateConditionally } from './dynamodb';

/** Enough for a person who mistypes a few topics, but not to fill somebody else's mailbox. */
const MAX_CONFIRMATIONS_PER_HOUR = 5;
const RETENTION_SECONDS = 24 * 3600;
const HOUR_MS = 3600_000;

const BUDGET_ID = 'confirmation-budget';
/** Only requests at the same moment conflict, and only while the budget is untouched. */
const MAX_BUDGET_ATTEMPTS = 8;

const COUNTED: CountedRequest = { outcome: 'counted' };

/**
 * Limits the requests for confirmation emails, because anyone can request one for any address. The
 * Deliveries table holds the counts. No count depends on whether the address is known, so an answer
 * tells nothing about it.
 */
export class ConfirmationLimits {
  constructor(
    private readonly client: DynamoDb,
    private readonly table: string,
  ) {}

  /** Counts a request against the limit of its address. */
  readonly countForAddress: CountRequest = async (deliveryId, address, now) => {
    const counted = await this.takeForAddress(deliveryId, address, now);
    return counted === 'limited' ? limitedThisHour('address', now) : COUNTED;
  };

  /**
   * Counts a request of the form against all limits, or against none if one of them is reached. A
   * flood is refused by one read. The same request is counted once.
   */
  readonly countForForm =
    (budget: ConfirmationBudget): CountRequest =>
    async (deliveryId, address, now) => {
      const preview = takeConfirmation(budget, await this.budgetState(), Date.parse(now));
      if (preview.outcome === 'over') return overBudget(preview);

      const ofAddress = await this.takeForAddress(deliveryId, address, now);
      if (ofAddress === 'limited') return limitedThisHour('address', now);
      if (ofAddress === 'repeated') return COUNTED;
      if (!(await this.takeForDomain(address, now))) {
        await this.returnForAddress(deliveryId, address, now);
        return limitedThisHour('domain', now);
      }
      const taken = await this.takeFromBudget(budget, Date.parse(now));
      if (taken.outcome === 'taken') return COUNTED;
      // Others took the rest meanwhile.
      await this.returnForDomain(address, now);
      await this.returnForAddress(deliveryId, address, now);
      return overBudget(taken);
    };

  private async takeForAddress(
    deliveryId: string,
    address: string,
    now: string,
  ): Promise<'counted' | 'repeated' | 'limited'> {
    try {
      const { Attributes } = await this.client.send(
        new UpdateCommand({
          TableName: this.table,
          Key: addressItem(address, now),
          UpdateExpression: 'ADD asked :delivery SET expiresAt = :expiresAt',
          ConditionExpression:
            'attribute_not_exists(asked) OR contains(asked, :id) OR size(asked) < :limit',
          ExpressionAttributeValues: {
            ':delivery': new Set([deliveryId]),
            ':id': deliveryId,
            ':limit': MAX_CONFIRMATIONS_PER_HOUR,
            ':expiresAt': expiryOf(now),
          },
          ReturnValues: 'UPDATED_OLD',
        }),
      );
      const before: unknown = Attributes?.asked;
      return before instanceof Set && before.has(deliveryId) ? 'repeated' : 'counted';
    } catch (error) {
      if (isConditionFailure(error)) return 'limited';
      throw error;
    }
  }

  private async returnForAddress(deliveryId: string, address: string, now: string): Promise<void> {
    await this.update(addressItem(address, now), 'DELETE asked :delivery', {
      ':delivery': new Set([deliveryId]),
    });
  }

  private takeForDomain(address: string, now: string): Promise<boolean> {
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: domainItem(address, now),
      UpdateExpression: 'ADD requests :one SET expiresAt = :expiresAt',
      ConditionExpression: 'attribute_not_exists(requests) OR requests < :limit',
      ExpressionAttributeValues: {
        ':one': 1,
        ':limit': maxRequestsPerHour(registeredDomain(address)),
        ':expiresAt': expiryOf(now),
      },
    });
  }

  private async returnForDomain(address: string, now: string): Promise<void> {
    await this.update(domainItem(address, now), 'ADD requests :minusOne', { ':minusOne': -1 });
  }

  /**
   * Takes one request from the budget. While some of it is used, which is when many people ask at
   * once, this is an atomic addition, so that they do not conflict with each other.
   */
  private async takeFromBudget(budget: ConfirmationBudget, nowMs: number): Promise<BudgetOutcome> {
    for (let attempt = 1; attempt <= MAX_BUDGET_ATTEMPTS; attempt += 1) {
      const state = await this.budgetState();
      const taken = takeConfirmation(budget, state, nowMs);
      if (taken.outcome === 'over' || (await this.writeBudget(budget, state, nowMs))) return taken;
    }
    return { outcome: 'over', retryAfterMs: budget.burst.intervalMs };
  }

  private writeBudget(budget: ConfirmationBudget, state: BudgetState, nowMs: number) {
    const names = ['burst', 'day'] as const;
    const moves = names.map((name) => moveOf(name, budget[name], state[name], nowMs));
    return updateConditionally(this.client, {
      TableName: this.table,
      Key: { deliveryId: BUDGET_ID },
      UpdateExpression: `SET ${moves.map(({ set }) => set).join(', ')}`,
      ConditionExpression: moves.map(({ condition }) => condition).join(' AND '),
      ExpressionAttributeNames: { '#burst': 'burstFullAt', '#day': 'dayFullAt' },
      ExpressionAttributeValues: Object.assign({ ':now': nowMs }, ...moves.map((m) => m.values)),
    });
  }

  private async budgetState(): Promise<BudgetState> {
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.table,
        Key: { deliveryId: BUDGET_ID },
        ConsistentRead: true,
      }),
    );
    return { burst: Number(Item?.burstFullAt ?? 0), day: Number(Item?.dayFullAt ?? 0) };
  }

  private async update(key: Item, expression: string, values: Item): Promise<void> {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: key,
        UpdateExpression: expression,
        ExpressionAttributeValues: values,
      }),
    );
  }
}

/** How one allowance changes when a request is taken: it starts now if all of it is left. */
function moveOf(
  name: 'burst' | 'day',
  allowance: Allowance,
  fullAt: number,
  nowMs: number,
): { set: string; condition: string; values: Item } {
  if (fullAt <= nowMs) {
    return {
      set: `#${name} = :${name}`,
      condition: `(attribute_not_exists(#${name}) OR #${name} <= :now)`,
      values: { [`:${name}`]: nowMs + allowance.intervalMs },
    };
  }
  return {
    set: `#${name} = #${name} + :${name}`,
    condition: `#${name} > :now AND #${name} <= :${name}Latest`,
    values: {
      [`:${name}`]: allowance.intervalMs,
      [`:${name}Latest`]: latestFullAt(allowance, nowMs),
    },
  };
}

function overBudget({ retryAfterMs }: { retryAfterMs: number }): CountedRequest {
  return {
    outcome: 'limited',
    limit: 'budget',
    retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)),
  };
}

/** The count starts again with the next hour (UTC). */
function limitedThisHour(limit: RequestLimit, now: string): CountedRequest {
  const sinceHour = Date.parse(now) % HOUR_MS;
  const retryAfterSeconds = Math.max(1, Math.ceil((HOUR_MS - sinceHour) / 1000));
  return { outcome: 'limited', limit, retryAfterSeconds };
}

function addressItem(address: string, now: string): Item {
  return { deliveryId: `asked-${addressKey(address)}-${hourOf(now)}` };
}

/** Under a hash, because many people have a domain of their own. */
function domainItem(address: string, now: string): Item {
  const hash = createHash('sha256').update(registeredDomain(address)).digest('base64url');
  return { deliveryId: `asked-domain-${hash.slice(0, 32)}-${hourOf(now)}` };
}

function hourOf(now: string): string {
  return now.slice(0, 13);
}

function expiryOf(now: string): number {
  return Math.floor(Date.parse(now) / 1000) + RETENTION_SECONDS;
}
