import type { Allowance } from './allowance';

/** The share of the account's send rate, and how many seconds of that share may be used at once. */
const SHARE_OF_SEND_RATE = 0.2;
const BURST_SECONDS = 10 * 60;
/** The share of the account's daily quota. */
const SHARE_OF_DAILY_QUOTA = 0.1;
const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

/** A class or an office that signs up together, and then one person every two minutes. */
const OF_NETWORK: Allowance = { capacity: 50, intervalMs: 2 * 60_000 };
/**
 * Forms without our hidden fields come from programs, from pages that were open for more than a day, and
 * from sites that the operator has not named: a few of them may be people.
 */
const OF_UNPROVEN_NETWORK: Allowance = { capacity: 20, intervalMs: 5 * 60_000 };

/**
 * How many confirmation emails strangers can cause with the form. Both allowances hold: `burst` keeps
 * a flood of sign-ups from delaying alerts for long, and `day` keeps it from using up the quota.
 */
export type ConfirmationBudget = Record<'burst' | 'day', Allowance>;

/** `sendRate` in emails per second, `dailyQuota` in emails per 24 hours. */
export function confirmationBudget({
  sendRate,
  dailyQuota,
}: {
  sendRate: number;
  dailyQuota: number;
}): ConfirmationBudget {
  const perSecond = SHARE_OF_SEND_RATE * sendRate;
  const perDay = atLeastOne(SHARE_OF_DAILY_QUOTA * dailyQuota);
  return {
    burst: { capacity: atLeastOne(perSecond * BURST_SECONDS), intervalMs: 1000 / perSecond },
    day: { capacity: perDay, intervalMs: DAY_MS / perDay },
  };
}

/** How many requests may come from one network. */
export function networkAllowance(isUnproven: boolean): Allowance {
  return isUnproven ? OF_UNPROVEN_NETWORK : OF_NETWORK;
}

/** How many requests may be for the addresses at one registered domain. */
export function domainAllowance(maxPerHour: number): Allowance {
  return { capacity: maxPerHour, intervalMs: HOUR_MS / maxPerHour };
}

function atLeastOne(count: number): number {
  return Math.max(1, Math.floor(count));
}
