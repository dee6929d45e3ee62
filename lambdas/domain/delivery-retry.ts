/** The longest time (seconds) between two attempts. */
const MAX_RETRY_SECONDS = 900;

/**
 * Seconds until the next attempt of a delivery: `seconds`, doubled with each attempt. A limit that
 * lasts, such as a used-up daily quota of the account, is then tested less and less often.
 */
export function calculateRetrySeconds(seconds: number, attempts: number): number {
  return Math.max(seconds, Math.min(seconds * 2 ** (attempts - 1), MAX_RETRY_SECONDS));
}
