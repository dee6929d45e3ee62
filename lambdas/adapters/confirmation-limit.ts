import { createHash } from 'node:crypto';
import {
  type ConfirmationBudget,
  domainAllowance,
  networkAllowance,
} from '../domain/confirmation-budget';
import type { FollowRequest } from '../domain/delivery';
import { maxRequestsPerHour, registeredDomain } from '../domain/mail-domain';
import { requestKey } from '../domain/mailbox-requests';
import type { CountedRequest, MailboxOutcome, SharedLimit } from '../domain/sign-up-limit';
import type { RequestConfirmationDependencies } from '../use-cases/request-confirmation';
import { Allowances, type StoredAllowances } from './allowances';
import type { DynamoDb } from './dynamodb';
import { Mailboxes } from './mailboxes';

/**
 * Limits the requests for confirmation emails, because anyone can request one for any address. The
 * Deliveries table holds the counts. What a mailbox has had is counted when its email is written
 * (`prepareRequested`), so the answer to a form tells nothing about the address.
 */
export class ConfirmationLimits {
  private readonly allowances: Allowances;
  private readonly mailboxes: Mailboxes;

  constructor(client: DynamoDb, table: string) {
    this.allowances = new Allowances(client, table);
    this.mailboxes = new Mailboxes(client, table);
  }

  /**
   * Counts a request of a stranger against the limits that an asker may learn about. A flood beyond the
   * budget is refused by one read.
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
      return { outcome: 'counted', from };
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
