import { createHash } from 'node:crypto';
import {
  type ConfirmationBudget,
  domainAllowance,
  networkAllowance,
} from '../domain/confirmation-budget';
import type { FollowRequest } from '../domain/delivery';
import { maxRequestsPerHour, registeredDomain } from '../domain/mail-domain';
import { requestKey } from '../domain/mailbox-requests';
import type { CountedRequest, SharedLimit } from '../domain/sign-up-limit';
import type { RequestConfirmationDependencies } from '../use-cases/request-confirmation';
import { Allowances, type StoredAllowances } from './allowances';
import type { DynamoDb } from './dynamodb';
import { Mailboxes, type MailboxOutcome } from './mailboxes';

/**
 * Limits the requests for confirmation emails, because anyone can request one for any address. The
 * Deliveries table holds the counts. No count depends on whether the address is known, and the same calls
 * are made for every address, so an answer tells nothing about it.
 */
export class ConfirmationLimits {
  private readonly allowances: Allowances;
  private readonly mailboxes: Mailboxes;

  constructor(client: DynamoDb, table: string) {
    this.allowances = new Allowances(client, table);
    this.mailboxes = new Mailboxes(client, table);
  }

  /**
   * Counts a request of a stranger against all limits: those that an asker may learn about first, and the
   * mailbox last. A flood beyond the budget is refused by one read.
   */
  readonly countForForm =
    (budget: ConfirmationBudget): RequestConfirmationDependencies['countRequest'] =>
    async ({ follow, network, isUnproven }, now): Promise<CountedRequest> => {
      const nowMs = Date.parse(now);
      const ofBudget: StoredAllowances = { id: 'confirmation-budget', allowances: budget };
      const left = await this.allowances.check(ofBudget, nowMs);
      if (left.outcome === 'over') return limited('budget', left.retryAfterMs);
      const from = hash(network);
      const shared: [SharedLimit, StoredAllowances][] = [
        ['network', ofNetwork(from, isUnproven)],
        ['domain', ofDomain(follow.address)],
        ['budget', ofBudget],
      ];
      for (const [limit, stored] of shared) {
        const taken = await this.allowances.take(stored, nowMs);
        if (taken.outcome === 'over') return limited(limit, taken.retryAfterMs);
      }
      return this.mailboxes.count(follow.address, { key: requestKey(follow), at: now, from });
    };

  /** Counts a request of an operator, who is limited by the mailbox only. */
  readonly countForOperator = (follow: FollowRequest, now: string): Promise<MailboxOutcome> =>
    this.mailboxes.count(follow.address, { key: requestKey(follow), at: now });
}

function ofNetwork(network: string, isUnproven: boolean): StoredAllowances {
  const id = `asked-from-${isUnproven ? 'unproven-' : ''}${network}`;
  return { id, allowances: { network: networkAllowance(isUnproven) } };
}

/** Under a hash, because many people have a domain of their own. */
function ofDomain(address: string): StoredAllowances {
  const domain = registeredDomain(address);
  return {
    id: `asked-domain-${hash(domain)}`,
    allowances: { domain: domainAllowance(maxRequestsPerHour(domain)) },
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}

function limited(limit: SharedLimit, retryAfterMs: number): CountedRequest {
  const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return { outcome: 'limited', limit, retryAfterSeconds };
}
