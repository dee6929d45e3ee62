import { parseCron } from './cron-expression';
import { parseRate } from './rate-expression';

/**
 * Parses a schedule expression.
 *
 * @returns a function from a time to the next run after it (both ms since 1970).
 * @throws Error naming an expression that isn't supported.
 */
export function parseSchedule(expression: string): (now: number) => number {
  const rate = parseRate(expression);
  if (rate !== undefined) return (now) => now + rate;
  const nextRun = parseCron(expression);
  if (nextRun !== undefined) return nextRun;
  throw new Error(
    `The local stack doesn't support the schedule ${expression}, only rates such as ` +
      'rate(5 minutes) of up to 24 days and minutes such as cron(2/5 * * * ? *). Add it to ' +
      'lib/local/schedules/next-run.ts.',
  );
}
