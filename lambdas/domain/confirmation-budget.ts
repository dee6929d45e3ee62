/** The share of the account's send rate, and how many seconds of that share may be used at once. */
const SHARE_OF_SEND_RATE = 0.2;
const BURST_SECONDS = 10 * 60;
/** The share of the account's daily quota. */
const SHARE_OF_DAILY_QUOTA = 0.1;
const DAY_MS = 24 * 3600_000;

/** A token bucket: `capacity` requests at once, and one more after each interval. */
export interface Allowance {
  /** At least 1. */
  capacity: number;
  /** After how many ms one more request is allowed. */
  intervalMs: number;
}

/**
 * How many confirmation emails strangers can cause with the form. Both allowances hold: `burst` keeps
 * a flood of sign-ups from delaying alerts for long, and `day` keeps it from using up the quota.
 */
export interface ConfirmationBudget {
  burst: Allowance;
  day: Allowance;
}

/**
 * When (ms since 1970) each allowance is complete again, if nothing more is taken. This one number
 * says how much of it is left, and taking one moves it by one interval, so that concurrent requests
 * can count with an atomic addition. A time in the past means that all of it is left.
 */
export interface BudgetState {
  burst: number;
  day: number;
}

export type BudgetOutcome =
  | { outcome: 'taken'; state: BudgetState }
  | { outcome: 'over'; retryAfterMs: number };

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

/** Takes one request from both allowances, or from neither and says when to try again. */
export function takeConfirmation(
  { burst, day }: ConfirmationBudget,
  state: BudgetState,
  nowMs: number,
): BudgetOutcome {
  const retryAfterMs = Math.max(
    state.burst - latestFullAt(burst, nowMs),
    state.day - latestFullAt(day, nowMs),
  );
  if (retryAfterMs > 0) return { outcome: 'over', retryAfterMs };
  return {
    outcome: 'taken',
    state: {
      burst: Math.max(state.burst, nowMs) + burst.intervalMs,
      day: Math.max(state.day, nowMs) + day.intervalMs,
    },
  };
}

/** The latest time (ms) at which an allowance may be complete again for one more to be taken now. */
export function latestFullAt({ capacity, intervalMs }: Allowance, nowMs: number): number {
  return nowMs + (capacity - 1) * intervalMs;
}

function atLeastOne(count: number): number {
  return Math.max(1, Math.floor(count));
}
