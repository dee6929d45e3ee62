/** A token bucket: `capacity` requests at once, and one more after each interval. */
export interface Allowance {
  /** At least 1. */
  capacity: number;
  /** After how many ms one more request is allowed. */
  intervalMs: number;
}

/**
 * When (ms since 1970) an allowance will be full again, if nothing more is taken. This one number says how
 * much of it is left, and taking one moves it by one interval, so that concurrent requests can count with
 * an atomic addition. A time in the past means that all of it is left.
 */
export type FullAt = number;

export type AllowanceOutcome<Name extends string> =
  | { outcome: 'taken'; state: Record<Name, FullAt> }
  | { outcome: 'over'; retryAfterMs: number };

/** Takes one request from all allowances, or from none and says when to try again. */
export function takeFrom<Name extends string>(
  allowances: Record<Name, Allowance>,
  state: Record<Name, FullAt>,
  nowMs: number,
): AllowanceOutcome<Name> {
  const names = Object.keys(allowances) as Name[];
  const waits = names.map((name) => state[name] - latestFullAt(allowances[name], nowMs));
  const retryAfterMs = Math.max(...waits);
  if (retryAfterMs > 0) return { outcome: 'over', retryAfterMs };
  const taken = names.map((name) => [
    name,
    Math.max(state[name], nowMs) + allowances[name].intervalMs,
  ]);
  return { outcome: 'taken', state: Object.fromEntries(taken) };
}

/** The latest time (ms) at which an allowance may become full again for one more to be taken now. */
export function latestFullAt({ capacity, intervalMs }: Allowance, nowMs: number): number {
  return nowMs + (capacity - 1) * intervalMs;
}
